using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ChargingConsole.Tests.Data.SqlServer;

/// <summary>Answers a parsed SELECT from rows in memory, by its table and its list of columns alone.</summary>
internal static class AnsweredQuery
{
    public static DbDataReader Read(TSqlScript script, IEnumerable<object> rows, IModel model)
    {
        var select = (SelectStatement)script.Batches.Single().Statements.Single();
        var query = (QuerySpecification)select.QueryExpression;
        var expressions = query.SelectElements.Cast<SelectScalarExpression>().Select(element => element.Expression).ToList();
        var table = new DataTable();
        if (expressions.All(expression => expression is ColumnReferenceExpression))
        {
            Fill(table, query, [.. expressions.Cast<ColumnReferenceExpression>().Select(column => column.MultiPartIdentifier.Identifiers[^1].Value)], rows, model);
        }
        else
        {
            // A MAX or COUNT of nothing, an EXISTS that is not so.
            var value = expressions.Single() is FunctionCall ? (object)DBNull.Value : false;
            table.Columns.Add("value", value is bool ? typeof(bool) : typeof(long));
            table.Rows.Add(value);
        }

        return table.CreateDataReader();
    }

    private static void Fill(DataTable table, QuerySpecification query, string[] columns, IEnumerable<object> rows, IModel model)
    {
        var name = TransactSql.All<NamedTableReference>(query.FromClause)[0].SchemaObject.BaseIdentifier.Value;
        if (model.GetEntityTypes().SingleOrDefault(type => type.GetTableName() == name) is not { } entity)
        {
            return;
        }

        var properties = columns.Select(column => entity.GetProperties().Single(property => property.GetColumnName() == column)).ToArray();
        foreach (var property in properties)
        {
            table.Columns.Add(property.GetColumnName(), Provided(property));
        }

        foreach (var row in rows.Where(row => row.GetType() == entity.ClrType))
        {
            table.Rows.Add([.. properties.Select(property => Value(property, row))]);
        }
    }

    private static object Value(IProperty property, object row) => property.PropertyInfo!.GetValue(row) switch
    {
        null => DBNull.Value,
        Enum value => Convert.ChangeType(value, Provided(property), System.Globalization.CultureInfo.InvariantCulture),
        var value => value,
    };

    private static Type Provided(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type.IsEnum ? Enum.GetUnderlyingType(type) : type;
    }
}
