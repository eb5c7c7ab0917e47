using System.Linq.Expressions;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace ChargingConsole.Core.Journal;

/// <summary>
/// The part of a filter that a CALL and its answer in one row meet each by itself: a row is wanted when
/// either half meets all of it.
/// </summary>
internal static class FrameHalves
{
    /// <summary>The rows of which a half passes the filter; the charge point is the caller's to narrow.</summary>
    /// <param name="query">The rows to narrow.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="all">All rows, where the CALL of an answer that has its own is looked up.</param>
    public static IQueryable<ExchangeRow> Meeting(this IQueryable<ExchangeRow> query, FrameFilter filter, IQueryable<ExchangeRow> all)
    {
        if (filter.Action is { } action)
        {
            // LIKE for its blindness to case, which an equals sign has on one database only.
            var pattern = Like.Literally(action);
            query = query.Where(row => EF.Functions.Like(row.Action!, pattern, "\\"));
        }

        // The key range is the caller's; the exact time decides at its edges.
        if (filter.From is { } from)
        {
            query = query.Where(row => row.Timestamp >= from);
        }

        if (filter.To is { } to)
        {
            query = query.Where(row => row.Timestamp < to);
        }

        query = Condition(filter) is { } condition ? query.Where(condition) : query;
        return filter.Transaction is { } transaction ? query.About(all, transaction) : query;
    }

    /// <summary>The condition on a row, or null when every half passes.</summary>
    private static Expression<Func<ExchangeRow, bool>>? Condition(FrameFilter filter)
    {
        var frame = new List<Expression<Func<ExchangeRow, bool>>>();
        var answer = new List<Expression<Func<ExchangeRow, bool>>>();
        if (filter.Direction is { } direction)
        {
            frame.Add(row => row.Direction == direction);
            answer.Add(row => row.Direction != direction);
        }

        if (filter.Kind is { } kind)
        {
            frame.Add(row => row.Kind == kind);
            answer.Add(row => row.AnswerKind == kind);
        }

        if (filter.ErrorsOnly)
        {
            frame.Add(row => (row.Kind == FrameKind.Error || row.Kind == FrameKind.None) && row.Gap == null);
            answer.Add(row => row.AnswerKind == FrameKind.Error);
        }

        if (filter.FlaggedOnly)
        {
            frame.Add(row => row.Flags != FrameFlags.None);
            answer.Add(row => false);
        }

        if (filter.LatencyOverMs is { } latency)
        {
            var microseconds = latency * 1000L;
            frame.Add(row => row.AnswerKind == null && row.LatencyMicroseconds >= microseconds);
            answer.Add(row => row.LatencyMicroseconds >= microseconds);
        }

        if (filter.Text is { } text)
        {
            var pattern = $"%{Like.Literally(text)}%";
            frame.Add(row => EF.Functions.Like(row.Payload, pattern, "\\")
                || EF.Functions.Like(row.UniqueId, pattern, "\\")
                || (row.AnswerKind == null && (EF.Functions.Like(row.ErrorDescription!, pattern, "\\") || EF.Functions.Like(row.ErrorCode!, pattern, "\\"))));
            answer.Add(row => EF.Functions.Like(row.AnswerPayload!, pattern, "\\")
                || EF.Functions.Like(row.UniqueId, pattern, "\\")
                || EF.Functions.Like(row.ErrorDescription!, pattern, "\\")
                || EF.Functions.Like(row.ErrorCode!, pattern, "\\"));
        }

        if (frame.Count == 0)
        {
            return null;
        }

        answer.Add(row => row.AnswerKind != null);
        var (first, second) = (frame.Aggregate(And), answer.Aggregate(And));
        return Or(first, second);
    }

    /// <summary>Either condition.</summary>
    public static Expression<Func<ExchangeRow, bool>> Or(Expression<Func<ExchangeRow, bool>> one, Expression<Func<ExchangeRow, bool>> other) =>
        Expression.Lambda<Func<ExchangeRow, bool>>(Expression.OrElse(one.Body, Body(other, one)), one.Parameters);

    private static Expression<Func<ExchangeRow, bool>> And(Expression<Func<ExchangeRow, bool>> one, Expression<Func<ExchangeRow, bool>> other) =>
        Expression.Lambda<Func<ExchangeRow, bool>>(Expression.AndAlso(one.Body, Body(other, one)), one.Parameters);

    private static Expression Body(Expression<Func<ExchangeRow, bool>> of, Expression<Func<ExchangeRow, bool>> with) =>
        ReplacingExpressionVisitor.Replace(of.Parameters[0], with.Parameters[0], of.Body);
}
