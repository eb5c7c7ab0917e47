using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace ChargingConsole.Core.Data;

/// <summary>Conditions that are the same for several columns, or for the rows of several tables.</summary>
internal static class RowConditions
{
    private const int MostByIndex = 50;

    /// <summary>A condition on a value, asked of a column.</summary>
    public static Expression<Func<TRow, bool>> On<TRow, TValue>(Expression<Func<TRow, TValue>> column, Expression<Func<TValue, bool>> condition) =>
        Expression.Lambda<Func<TRow, bool>>(ReplacingExpressionVisitor.Replace(condition.Parameters[0], column.Body, condition.Body), column.Parameters);

    /// <summary>
    /// The rows of these charge points, for a list in another order than theirs. The keys are one parameter: there may be
    /// more than a statement may have. The rows of one alone are found by its index in that order, those of a few by the
    /// index as well; that of many would have all of their rows sorted for every page, where the first in order are found at once.
    /// </summary>
    public static IQueryable<TRow> OfChargePoints<TRow>(this IQueryable<TRow> query, Expression<Func<TRow, int>> key, int[] keys) => query.Where(On(key, keys switch
    {
        [var only] => known => known == only,
        { Length: <= MostByIndex } => known => EF.Parameter(keys).Contains(known),
        _ => known => EF.Parameter(keys).Contains(known + 0),
    }));
}
