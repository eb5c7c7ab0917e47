using System.Globalization;
using System.Linq.Expressions;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Journal;

/// <summary>
/// Which exchanges are about a transaction: those whose CALL or answer names it as <c>transactionId</c>, wherever
/// in the payload, as a number or as text, and with any white space that JSON allows.
/// </summary>
internal static class TransactionNames
{
    private const string Member = "\"transactionId\"";
    private const string WhiteSpace = " \t\r\n";

    /// <summary>Whether a payload names a transaction.</summary>
    public static bool Names(string payload, int transaction)
    {
        var rest = payload.AsSpan();
        while (rest.IndexOf(Member, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            rest = rest[(at + Member.Length)..];
            if (rest.TrimStart(WhiteSpace) is [':', .. var value] && IsAlone(value.TrimStart(WhiteSpace), transaction))
            {
                return true;
            }
        }

        return false;
    }

    // The whole of a value, not the beginning of a longer number.
    private static bool IsAlone(ReadOnlySpan<char> value, int transaction)
    {
        var end = value.IndexOfAny(',', '}');
        var number = (end < 0 ? default : value[..end]).TrimEnd(WhiteSpace);
        if (number is ['"', .. var text, '"'])
        {
            number = text;
        }

        Span<char> wanted = stackalloc char[11];
        return transaction.TryFormat(wanted, out var length, provider: CultureInfo.InvariantCulture) && number.SequenceEqual(wanted[..length]);
    }

    /// <summary>The rows of exchanges about a transaction.</summary>
    /// <param name="query">The rows to narrow.</param>
    /// <param name="all">All rows: a charge point's answer to us is in one of its own, and what it is about stands in that of its CALL.</param>
    /// <param name="transaction">The transaction.</param>
    public static IQueryable<ExchangeRow> About(this IQueryable<ExchangeRow> query, IQueryable<ExchangeRow> all, int transaction)
    {
        var number = transaction.ToString(CultureInfo.InvariantCulture);
        // The cheap look first: few rows are left whose white space has to go before they tell.
        var perhaps = $"%{Member}%{number}%";
        var (asNumber, asText) = ($"%{Member}:{number},%", $"%{Member}:\"{number}\",%");
        Expression<Func<string?, bool>> names = text => EF.Functions.Like(text, perhaps)
            && (EF.Functions.Like(text!.Replace(" ", "").Replace("\t", "").Replace("\r", "").Replace("\n", "").Replace("}", ","), asNumber)
                || EF.Functions.Like(text.Replace(" ", "").Replace("\t", "").Replace("\r", "").Replace("\n", "").Replace("}", ","), asText));
        var (call, answer) = (RowConditions.On<ExchangeRow, string?>(row => row.Payload, names), RowConditions.On<ExchangeRow, string?>(row => row.AnswerPayload, names));
        // With a parameter of its own: it ends up within the condition on a row.
        var calls = all.Where(RowConditions.On<ExchangeRow, string?>(asked => asked.Payload, names));
        Expression<Func<ExchangeRow, bool>> answered = row => row.CallId != null && calls.Any(asked => asked.Id == row.CallId);
        return query.Where(FrameHalves.Or(FrameHalves.Or(call, answer), answered));
    }
}
