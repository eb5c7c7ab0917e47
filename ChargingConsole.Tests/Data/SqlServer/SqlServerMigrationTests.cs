using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ChargingConsole.Tests.Data.SqlServer;

public sealed class SqlServerMigrationTests
{
    private readonly RecordingSqlServer _server = new();

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    [InlineData(MigrationsSqlGenerationOptions.NoTransactions)]
    public void The_whole_script_from_nothing_parses(MigrationsSqlGenerationOptions options)
    {
        using var context = _server.CreateContext();

        var script = TransactSql.Parse(Migrator(context).GenerateScript(options: options));

        var created = TransactSql.All<CreateTableStatement>(script).Select(table => table.SchemaObjectName.BaseIdentifier.Value);
        var expected = context.Model.GetEntityTypes().Select(type => type.GetTableName()!).Append("__EFMigrationsHistory");
        Assert.Equal(expected.Order(), created.Distinct().Order());
    }

    [Fact]
    public void The_script_of_each_migration_parses_upwards_and_downwards()
    {
        using var context = _server.CreateContext();
        var migrator = Migrator(context);
        var names = context.Database.GetMigrations().Prepend(Migration.InitialDatabase).ToList();

        Assert.True(names.Count > 1);
        foreach (var (before, after) in names.Zip(names.Skip(1)))
        {
            TransactSql.Parse(migrator.GenerateScript(before, after));
            TransactSql.Parse(migrator.GenerateScript(before, after, MigrationsSqlGenerationOptions.Idempotent));
            TransactSql.Parse(migrator.GenerateScript(after, before));
            TransactSql.Parse(migrator.GenerateScript(after, before, MigrationsSqlGenerationOptions.Idempotent));
        }
    }

    [Fact]
    public async Task What_start_up_sends_to_an_empty_database_parses()
    {
        await _server.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.All(_server.Texts, text => TransactSql.Parse(text));
        Assert.Contains(_server.Texts, text => text.Contains("CREATE TABLE [Transactions]", StringComparison.Ordinal));
        Assert.Contains(_server.Texts, text => text.Contains("INSERT INTO [__EFMigrationsHistory]", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_index_key_fits_into_what_the_server_allows()
    {
        using var context = new SqlServerChargingContext(new DbContextOptionsBuilder<SqlServerChargingContext>().UseSqlServer("Server=nowhere").Options);

        // 900 bytes for a clustered key, 1,700 for any other; nvarchar takes two bytes a character.
        foreach (var entity in context.GetService<IDesignTimeModel>().Model.GetEntityTypes())
        {
            Assert.InRange(Bytes(entity.FindPrimaryKey()!.Properties), 1, 900);
            Assert.All(entity.GetIndexes(), index => Assert.InRange(Bytes(index.Properties), 1, 1700));
        }

        static int Bytes(IEnumerable<IReadOnlyProperty> properties) =>
            properties.Sum(property => property.ClrType == typeof(string) ? 2 * (property.GetMaxLength() ?? 4000) : 16);
    }

    [Fact]
    public void The_parser_does_refuse_what_is_no_statement() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => TransactSql.Parse("SELECT [a] FRM [b]"));

    private static IMigrator Migrator(ChargingDbContext context) => context.GetService<IMigrator>();
}
