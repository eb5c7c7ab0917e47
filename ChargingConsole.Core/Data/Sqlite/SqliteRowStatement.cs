using System.Buffers;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using SQLitePCL;

namespace ChargingConsole.Core.Data.Sqlite;

/// <summary>
/// A prepared statement bound without boxing, by code compiled from the model. ADO.NET's way (a boxed
/// value, a parameter looked up by name, a reader per execution) cost more than SQLite's own work.
/// </summary>
internal sealed class SqliteRowStatement : RowStatement
{
    private static readonly MethodInfo s_integer = Method(nameof(BindInteger));
    private static readonly MethodInfo s_real = Method(nameof(BindReal));
    private static readonly MethodInfo s_text = Method(nameof(BindText));
    private static readonly MethodInfo s_null = Method(nameof(BindNull));

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly Action<object, sqlite3_stmt> _bind;

    public SqliteRowStatement(SqliteConnection connection, RowSql sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql.Text, out _statement), _database);
        _bind = Compile(sql.Parameters);
    }

    public override int Execute(object row, DbTransaction transaction)
    {
        _bind(row, _statement);
        var result = raw.sqlite3_step(_statement);
        var changes = raw.sqlite3_changes(_database);
        // The statement's own error is repeated by its reset, so it is told before that.
        var failure = result == raw.SQLITE_DONE ? null : Failure(result);
        raw.sqlite3_reset(_statement);
        return failure is null ? changes : throw failure;
    }

    public override void Dispose() => _statement.Dispose();

    private SqliteException Failure(int result) =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), result, raw.sqlite3_extended_errcode(_database));

    private static Action<object, sqlite3_stmt> Compile(IReadOnlyList<IProperty> properties)
    {
        var row = Expression.Parameter(typeof(object));
        var statement = Expression.Parameter(typeof(sqlite3_stmt));
        var typed = Expression.Variable(properties[0].DeclaringType.ClrType);
        var body = new List<Expression> { Expression.Assign(typed, Expression.Convert(row, typed.Type)) };
        body.AddRange(properties.Select((property, index) => Bind(statement, index + 1, Expression.Property(typed, property.PropertyInfo!), property)));
        return Expression.Lambda<Action<object, sqlite3_stmt>>(Expression.Block([typed], body), row, statement).Compile();
    }

    private static Expression Bind(Expression statement, int index, Expression value, IProperty property)
    {
        var place = Expression.Constant(index);
        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            return Expression.IfThenElse(
                Expression.Property(value, "HasValue"),
                Bind(statement, place, Expression.Property(value, "Value"), property),
                Expression.Call(s_null, statement, place));
        }

        return Bind(statement, place, value, property);
    }

    private static MethodCallExpression Bind(Expression statement, Expression place, Expression value, IProperty property)
    {
        if (property.GetRelationalTypeMapping().Converter is { } converter)
        {
            var convert = converter.ConvertToProviderExpression;
            value = ReplacingExpressionVisitor.Replace(convert.Parameters[0], value, convert.Body);
        }

        return Type.GetTypeCode(value.Type) switch
        {
            TypeCode.String => Expression.Call(s_text, statement, place, value, Expression.Constant(property.IsKey() ? int.MaxValue : property.GetMaxLength() ?? int.MaxValue)),
            TypeCode.Double or TypeCode.Single => Expression.Call(s_real, statement, place, Expression.Convert(value, typeof(double))),
            TypeCode.Boolean => Expression.Call(s_integer, statement, place, Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L))),
            TypeCode.Byte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => Expression.Call(s_integer, statement, place, Expression.Convert(value, typeof(long))),
            _ => throw new NotSupportedException($"{property.Name} is a {value.Type.Name}, which no column holds yet."),
        };
    }

    private static void BindInteger(sqlite3_stmt statement, int place, long value) => raw.sqlite3_bind_int64(statement, place, value);

    private static void BindReal(sqlite3_stmt statement, int place, double value) => raw.sqlite3_bind_double(statement, place, value);

    private static void BindNull(sqlite3_stmt statement, int place) => raw.sqlite3_bind_null(statement, place);

    private static void BindText(sqlite3_stmt statement, int place, string? value, int longest)
    {
        if (value is null)
        {
            raw.sqlite3_bind_null(statement, place);
            return;
        }

        if (value.Length == 0)
        {
            // An empty span has no address, which SQLite would take for NULL.
            raw.sqlite3_bind_text(statement, place, "");
            return;
        }

        var text = value.AsSpan(0, Math.Min(value.Length, longest));
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, bytes);
        raw.sqlite3_bind_text(statement, place, bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private static MethodInfo Method(string name) => typeof(SqliteRowStatement).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
