using System.Runtime.CompilerServices;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ChargingConsole.Tests.Data.SqlServer;

public sealed class SqlServerWriteTests
{
    [Fact]
    public void Every_statement_of_every_table_parses_and_names_its_columns()
    {
        var server = new RecordingSqlServer();
        using var context = server.CreateContext();
        using var connection = server.OpenWriter();
        using var transaction = connection.BeginTransaction();
        using var writer = new RowWriter(connection, context, server.Prepare);
        var entities = context.Model.GetEntityTypes().ToList();

        foreach (var entity in entities)
        {
            foreach (var kind in new[] { RowChangeKind.Insert, RowChangeKind.Update, RowChangeKind.Delete })
            {
                writer.Write(new RowChange(kind, RuntimeHelpers.GetUninitializedObject(entity.ClrType)), transaction);
            }
        }

        Assert.Equal(3 * entities.Count, server.Texts.Count);
        foreach (var (entity, texts) in entities.Zip(server.Texts.Chunk(3)))
        {
            var insert = TransactSql.All<InsertSpecification>(TransactSql.Parse(texts[0])).Single();
            var update = TransactSql.All<UpdateSpecification>(TransactSql.Parse(texts[1])).Single();
            var delete = TransactSql.All<DeleteSpecification>(TransactSql.Parse(texts[2])).Single();

            Assert.Equal(entity.GetProperties().Count(property => property.ValueGenerated == Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never), insert.Columns.Count);
            Assert.Equal(insert.Columns.Count, ((ValuesInsertSource)insert.InsertSource).RowValues.Single().ColumnValues.Count);
            Assert.Equal(entity.GetProperties().Count(property => !property.IsPrimaryKey() && property.GetAfterSaveBehavior() == Microsoft.EntityFrameworkCore.Metadata.PropertySaveBehavior.Save), update.SetClauses.Count);
            Assert.NotNull(update.WhereClause);
            Assert.NotNull(delete.WhereClause);
            Assert.All([insert.Target, update.Target, delete.Target], target =>
                Assert.Equal(entity.GetTableName(), Assert.IsType<NamedTableReference>(target).SchemaObject.BaseIdentifier.Value));
        }
    }

    [Fact]
    public void An_upsert_that_finds_no_row_becomes_an_insert()
    {
        var server = new RecordingSqlServer { Affected = 0 };
        using var context = server.CreateContext();
        using var connection = server.OpenWriter();
        using var transaction = connection.BeginTransaction();
        using var writer = new RowWriter(connection, context, server.Prepare);

        writer.Write(new RowChange(RowChangeKind.Upsert, Rows.Connector(1, 1)), transaction);

        Assert.Collection(
            server.Texts,
            text => Assert.NotEmpty(TransactSql.All<UpdateSpecification>(TransactSql.Parse(text))),
            text => Assert.NotEmpty(TransactSql.All<InsertSpecification>(TransactSql.Parse(text))));
    }
}
