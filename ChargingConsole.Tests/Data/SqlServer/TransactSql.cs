using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ChargingConsole.Tests.Data.SqlServer;

/// <summary>SQL Server's own grammar, that of version 2022.</summary>
internal static class TransactSql
{
    /// <summary>Parses a script, batches split by GO; any error fails the test.</summary>
    public static TSqlScript Parse(string text)
    {
        using var reader = new StringReader(text);
        var script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.True(errors.Count == 0, $"{string.Join('\n', errors.Select(error => $"{error.Line}:{error.Column} {error.Message}"))}\nin\n{text}");
        Assert.NotEmpty(script.Batches.SelectMany(batch => batch.Statements));
        return script;
    }

    /// <summary>All nodes of one kind.</summary>
    public static IReadOnlyList<T> All<T>(TSqlFragment fragment)
        where T : TSqlFragment
    {
        var finder = new Finder<T>();
        fragment.Accept(finder);
        return finder.Found;
    }

    private sealed class Finder<T> : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment node)
        {
            if (node is T found)
            {
                Found.Add(found);
            }

            base.Visit(node);
        }
    }
}
