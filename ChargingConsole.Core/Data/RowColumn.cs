using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ChargingConsole.Core.Data;

/// <summary>One column as ADO.NET sends it: the value out of a row, in the provider's type and no longer than the column.</summary>
internal sealed class RowColumn
{
    private readonly RelationalTypeMapping _mapping;
    private readonly Func<object, object?> _get;
    private readonly int? _longest;

    public RowColumn(IProperty property)
    {
        _mapping = property.GetRelationalTypeMapping();
        // A key that is cut would be another key.
        _longest = property.IsKey() ? null : property.GetMaxLength();
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Convert(
            Expression.Property(Expression.Convert(row, property.DeclaringType.ClrType), property.PropertyInfo!), typeof(object));
        _get = Expression.Lambda<Func<object, object?>>(value, row).Compile();
        Name = property.GetColumnName();
        var type = _mapping.Converter?.ProviderClrType ?? property.ClrType;
        Type = Nullable.GetUnderlyingType(type) ?? type;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The type of its values, which may be <see cref="DBNull"/> too.</summary>
    public Type Type { get; }

    /// <summary>What is sent for a row.</summary>
    public object Value(object row)
    {
        var value = _get(row);
        if (value is string text && text.Length > _longest)
        {
            // SQL Server would refuse the row, and with it the batch, for one long-winded word.
            return text[.._longest.Value];
        }

        if (value is not null && _mapping.Converter is { } converter)
        {
            value = converter.ConvertToProvider(value);
        }

        return value ?? DBNull.Value;
    }

    /// <summary>A parameter of this column's type, as long as any value may be.</summary>
    public DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = _mapping.CreateParameter(command, name, value: null, nullable: true);
        if (Type == typeof(string))
        {
            // A parameter drops without a word what is beyond its size; the mapping takes 4,000 for a text of any length.
            parameter.Size = _longest ?? Unlimited;
        }

        return parameter;
    }

    private const int Unlimited = -1;
}
