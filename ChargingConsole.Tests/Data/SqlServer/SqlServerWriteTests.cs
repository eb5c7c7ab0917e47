using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.SqlServer;
using ChargingConsole.Core.Journal;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ChargingConsole.Tests.Data.SqlServer;

public sealed class SqlServerWriteTests
{
    private readonly RecordingSqlServer _server = new();

    [Fact]
    public void Every_statement_of_every_table_parses_and_names_its_columns()
    {
        using var context = _server.CreateContext();
        var entities = context.Model.GetEntityTypes().ToList();

        foreach (var entity in entities)
        {
            var texts = Texts(context, entity.ClrType, RowChangeKind.Insert, RowChangeKind.Update, RowChangeKind.Delete);
            var insert = TransactSql.All<InsertSpecification>(TransactSql.Parse(texts[0])).Single();
            var update = TransactSql.All<UpdateSpecification>(TransactSql.Parse(texts[1])).Single();
            var delete = TransactSql.All<DeleteSpecification>(TransactSql.Parse(texts[2])).Single();

            Assert.Equal(entity.GetProperties().Count(property => property.ValueGenerated == ValueGenerated.Never), insert.Columns.Count);
            Assert.Equal(insert.Columns.Count, ((ValuesInsertSource)insert.InsertSource).RowValues.Single().ColumnValues.Count);
            Assert.Equal(Changing(entity), update.SetClauses.Count);
            Assert.NotNull(update.WhereClause);
            Assert.NotNull(delete.WhereClause);
            Assert.All([insert.Target, update.Target, delete.Target], target =>
                Assert.Equal(entity.GetTableName(), Assert.IsType<NamedTableReference>(target).SchemaObject.BaseIdentifier.Value));
        }
    }

    [Fact]
    public void An_upsert_of_any_table_is_one_command_that_inserts_where_nothing_was_updated()
    {
        using var context = _server.CreateContext();
        var entities = context.Model.GetEntityTypes().Where(entity => entity.FindPrimaryKey()!.Properties.All(key => key.ValueGenerated == ValueGenerated.Never)).ToList();

        Assert.NotEmpty(entities);
        foreach (var entity in entities)
        {
            _server.Affects = _ => 0;
            var script = TransactSql.Parse(Assert.Single(Texts(context, entity.ClrType, RowChangeKind.Upsert)));

            var insert = Assert.Single(TransactSql.All<IfStatement>(script), statement => TransactSql.All<GlobalVariableExpression>(statement.Predicate).Single().Name == "@@ROWCOUNT");
            var columns = TransactSql.All<InsertSpecification>(insert.ThenStatement).Single().Columns;
            var update = TransactSql.All<UpdateSpecification>(script).Single();
            Assert.Equal(entity.GetProperties().Count(), columns.Count);
            Assert.Equal(Changing(entity), update.SetClauses.Count);
            // A column has the same value in both.
            var values = TransactSql.All<ValuesInsertSource>(insert.ThenStatement).Single().RowValues.Single().ColumnValues;
            var inserted = columns.Zip(values).ToDictionary(pair => pair.First.MultiPartIdentifier.Identifiers[^1].Value, pair => ((VariableReference)pair.Second).Name);
            Assert.All(update.SetClauses.Cast<AssignmentSetClause>(), clause =>
                Assert.Equal(inserted[clause.Column.MultiPartIdentifier.Identifiers[^1].Value], ((VariableReference)clause.NewValue).Name));
        }
    }

    [Fact]
    public void No_command_of_a_batch_writes_where_its_transaction_is_gone()
    {
        using var context = _server.CreateContext();

        var texts = Texts(context, typeof(ExchangeRow), Enum.GetValues<RowChangeKind>());

        Assert.All(texts, text => Assert.IsType<ThrowStatement>(
            Assert.IsType<IfStatement>(TransactSql.Parse(text).Batches.Single().Statements[0]).ThenStatement));
    }

    [Fact]
    public async Task A_thousand_rows_take_few_round_trips_none_of_which_may_hang()
    {
        await using var queue = OpenQueue();

        await queue.CommitAsync(Units.Insert([.. Enumerable.Range(0, 1000).Select(number => Rows.Reading(1, number))]));

        Assert.InRange(_server.Trips, 4, 5);
        Assert.Equal(1, _server.Commits);
        Assert.Equal(1000, _server.Texts.Count(text => text.Contains("INSERT INTO [MeterReadings]", StringComparison.Ordinal)));
        Assert.Single(_server.Texts, text => text.Contains("[CommitMarks]", StringComparison.Ordinal));
        Assert.All(_server.Texts.Distinct(), text => TransactSql.Parse(text));
        Assert.Equal(15, _server.Timeout);
    }

    [Fact]
    public async Task The_changes_of_a_table_are_sent_in_their_order()
    {
        await using var queue = OpenQueue();
        var unit = Units.Insert(Rows.Frame(1), Rows.Frame(2));
        unit.Delete(ExchangeRow.Of(Rows.Frame(1)));
        unit.Insert(ExchangeRow.Of(Rows.Frame(1)));

        await queue.CommitAsync(unit);

        Assert.Equal(
            ["INSERT", "INSERT", "DELETE", "INSERT"],
            _server.Texts.Where(text => text.Contains("[Frames]", StringComparison.Ordinal)).Select(text => text.Split(' ').First(word => word is "INSERT" or "DELETE")));
    }

    [Fact]
    public async Task An_update_that_finds_no_row_fails_its_unit_alone()
    {
        _server.Affects = command => command.CommandText.Contains("UPDATE [IdTags]", StringComparison.Ordinal) && command.Parameters.Cast<DbParameter>().Any(parameter => parameter.Value is "NOWHERE") ? 0 : 1;
        using var gate = new ManualResetEventSlim();
        _server.Opening = gate.Wait;
        await using var queue = OpenQueue();
        var first = queue.CommitAsync(Units.Insert(Rows.Reading(1, 1)));
        while (queue.Depth > 0)
        {
            await Task.Yield();
        }

        // These wait together for the first, and so are one batch.
        var waiting = Enumerable.Range(0, 40).Select(number => queue.CommitAsync(
            Units.Update(Rows.IdTag(number == 17 ? "NOWHERE" : string.Create(CultureInfo.InvariantCulture, $"T{number}"))))).ToList();
        gate.Set();

        await first;
        await Assert.ThrowsAsync<CommitConflictException>(() => waiting[17]);
        await Task.WhenAll(waiting.Where((_, number) => number != 17));
        Assert.InRange(_server.Commits, 3, 12);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_commit_whose_answer_was_lost_is_asked_for_by_a_read_that_waits_for_writers(bool isMarked, int commits)
    {
        await using var queue = OpenQueue();
        _server.NextCommitIsLostAndMarked = isMarked;

        await queue.CommitAsync(Units.Insert(Rows.Reading(1, 1)));

        var question = Assert.Single(_server.Texts, text => text.StartsWith("SELECT", StringComparison.Ordinal));
        Assert.Equal(TableHintKind.ReadCommittedLock, Assert.Single(TransactSql.All<TableHint>(TransactSql.Parse(question))).HintKind);
        Assert.Equal(commits, _server.Commits);
        Assert.Equal(1, queue.Commits);
    }

    [Fact]
    public async Task Texts_are_sent_whole_where_the_column_takes_any_and_cut_where_it_does_not()
    {
        await using var queue = OpenQueue();
        var payload = new string('p', 10_000);

        await queue.CommitAsync(Units.Insert(Rows.Frame(1, payload) with { Action = new string('a', 500) }));

        var insert = Assert.Single(_server.Commands, command => command.CommandText.Contains("[Frames]", StringComparison.Ordinal));
        var texts = insert.Parameters.Cast<SqlParameter>().Where(parameter => parameter.Value is string).ToList();
        Assert.Equal(-1, Assert.Single(texts, parameter => parameter.Value is string text && text == payload).Size);
        Assert.Equal(64, Assert.Single(texts, parameter => parameter.Value is string text && text[0] == 'a').Size);
        Assert.Equal(64, ((string)texts.Single(parameter => parameter.Size == 64).Value!).Length);
    }

    [Fact]
    public void What_a_broken_connection_raises_is_passing_and_an_error_of_the_app_is_not()
    {
        var engine = new SqlServerEngine("Server=nowhere");
        using var closed = new SqlConnection("Server=nowhere");
        using var command = closed.CreateCommand();
        command.CommandText = "SELECT 1";

        Assert.True(engine.IsTransient(Record.Exception(closed.BeginTransaction)!));
        Assert.True(engine.IsTransient(Record.Exception(() => command.ExecuteNonQuery())!));
        Assert.True(engine.IsTransient(new IOException()));
        Assert.False(engine.IsTransient(Record.Exception(() => Array.Empty<int>().First())!));
        Assert.False(engine.IsTransient(new InvalidOperationException("Not thrown by the driver.")));
    }

    private CommitQueue OpenQueue() => new(_server, TimeProvider.System, NullLogger<CommitQueue>.Instance);

    private List<string> Texts(ChargingDbContext context, Type type, params RowChangeKind[] kinds)
    {
        _server.Texts.Clear();
        using var connection = _server.OpenWriter();
        using var transaction = connection.BeginTransaction();
        using var writer = _server.OpenRows(connection, context);
        foreach (var kind in kinds)
        {
            writer.Write(new RowChange(kind, RuntimeHelpers.GetUninitializedObject(type)), transaction);
        }

        writer.Complete(transaction);
        return [.. _server.Texts];
    }

    private static int Changing(IEntityType entity) =>
        entity.GetProperties().Count(property => !property.IsPrimaryKey() && property.GetAfterSaveBehavior() == PropertySaveBehavior.Save);
}
