using ChargingConsole.Core.Data.SqlServer;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ChargingConsole.Tests.Data.SqlServer;

/// <summary>What a bulk copy of the journal would be given; the copying itself takes a server.</summary>
public sealed class BulkInsertTests : IDisposable
{
    private readonly SqlServerChargingContext _context = new(new DbContextOptionsBuilder<SqlServerChargingContext>().UseSqlServer("Server=nowhere").Options);
    private readonly BulkInsert _bulk;
    private readonly IEntityType _entity;

    public BulkInsertTests()
    {
        _bulk = new BulkInsert(_context, typeof(ExchangeRow));
        _entity = _context.Model.FindEntityType(typeof(ExchangeRow))!;
    }

    public void Dispose() => _context.Dispose();

    [Fact]
    public void It_goes_to_the_table_and_every_column_of_it()
    {
        using var connection = new SqlConnection("Server=nowhere");
        using var copy = _bulk.Open(connection, transaction: null);
        using var reader = _bulk.Read([]);

        Assert.Equal("[Frames]", copy.DestinationTableName);
        Assert.Equal(15, copy.BulkCopyTimeout);
        var mappings = copy.ColumnMappings.Cast<SqlBulkCopyColumnMapping>().ToList();
        Assert.Equal(_entity.GetProperties().Select(property => property.GetColumnName()).Order(), mappings.Select(mapping => mapping.DestinationColumn).Order());
        Assert.All(mappings, mapping => Assert.Equal(mapping.DestinationColumn, reader.GetName(mapping.SourceOrdinal)));
    }

    [Fact]
    public void It_reads_every_row_with_the_values_that_are_stored()
    {
        var call = Rows.Frame(1) with { Direction = FrameDirection.Out, Action = new string('a', 500) };
        var answer = Rows.Frame(2, new string('p', 10_000)) with { Kind = FrameKind.Result };
        using var reader = _bulk.Read([ExchangeRow.Of(call), ExchangeRow.Of(answer)]);

        Assert.True(reader.Read());
        Assert.Equal(call.Id, reader["Id"]);
        Assert.Equal(call.Timestamp, reader["Timestamp"]);
        Assert.Equal(Stored("Direction", FrameDirection.Out), reader["Direction"]);
        Assert.Equal(new string('a', 64), reader["Action"]);
        Assert.Equal(DBNull.Value, reader["ErrorCode"]);
        Assert.True(reader.IsDBNull(reader.GetOrdinal("Gap")));
        Assert.True(reader.Read());
        Assert.Equal(answer.Payload, reader["Payload"]);
        Assert.Equal(Stored("Kind", FrameKind.Result), reader["Kind"]);
        Assert.False(reader.Read());
        Assert.False(reader.Read());
    }

    [Fact]
    public void Every_value_has_the_type_told_for_its_column()
    {
        using var reader = _bulk.Read([ExchangeRow.Of(Rows.Frame(1))]);
        reader.Read();

        Assert.Equal(_entity.GetProperties().Count(), reader.FieldCount);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            Assert.True(reader.IsDBNull(i) || reader.GetValue(i).GetType() == reader.GetFieldType(i), reader.GetName(i));
        }
    }

    private object? Stored(string property, object value) =>
        _entity.FindProperty(property)!.GetRelationalTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
}
