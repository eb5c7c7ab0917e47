using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ChargingConsole.Core.Data;

/// <summary>One statement for one table, derived from the EF model, and the properties its parameters @p0, @p1… take.</summary>
/// <param name="Text">The statement.</param>
/// <param name="Parameters">The properties in the order of the parameters.</param>
internal sealed record RowSql(string Text, IReadOnlyList<IProperty> Parameters)
{
    /// <summary>The statement that inserts, updates or deletes a row of this type; an upsert is in SQL Server's words.</summary>
    public static RowSql Create(ChargingDbContext model, Type type, RowChangeKind kind)
    {
        var sql = model.GetService<ISqlGenerationHelper>();
        var entity = model.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not in the model.");
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var name = sql.DelimitIdentifier(table.Name, table.Schema);
        var key = entity.FindPrimaryKey()!.Properties;
        var values = entity.GetProperties().Where(property => !key.Contains(property) && property.GetAfterSaveBehavior() == PropertySaveBehavior.Save).ToList();
        var all = entity.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never).ToList();
        List<IProperty> parameters = kind switch
        {
            RowChangeKind.Update => [.. values, .. key],
            RowChangeKind.Delete => [.. key],
            _ => all,
        };
        var text = new StringBuilder();

        switch (kind)
        {
            case RowChangeKind.Insert:
                Insert();
                break;
            case RowChangeKind.Update:
                Update();
                break;
            case RowChangeKind.Upsert:
                Update();
                text.Append("; IF @@ROWCOUNT = 0 ");
                Insert();
                break;
            default:
                text.Append("DELETE FROM ").Append(name);
                Where();
                break;
        }

        return new RowSql(text.ToString(), parameters);

        string Column(IProperty property) => sql.DelimitIdentifier(property.GetColumnName(table)!);

        string Value(IProperty property) => Parameter(parameters.IndexOf(property));

        string Pair(IProperty property) => $"{Column(property)} = {Value(property)}";

        void Insert() => text.Append("INSERT INTO ").Append(name)
            .Append(" (").AppendJoin(", ", all.Select(Column)).Append(") VALUES (")
            .AppendJoin(", ", all.Select(Value)).Append(')');

        void Update()
        {
            text.Append("UPDATE ").Append(name).Append(" SET ").AppendJoin(", ", values.Select(Pair));
            Where();
        }

        void Where() => text.Append(" WHERE ").AppendJoin(" AND ", key.Select(Pair));
    }

    /// <summary>The name of a parameter.</summary>
    public static string Parameter(int index) => $"@p{index}";
}
