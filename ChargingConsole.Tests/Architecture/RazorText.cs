using System.Text;
using System.Text.RegularExpressions;

namespace ChargingConsole.Tests.Architecture;

/// <summary>Reads the markup of a component for text that stands there as it is, instead of being told through the localizer.</summary>
internal static partial class RazorText
{
    // Attributes whose value somebody reads or hears.
    private static readonly HashSet<string> s_spoken = new(StringComparer.Ordinal)
    {
        "title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt", "label", "data-label",
        "Title", "Text", "Label", "Placeholder", "What", "Absent", "Heading", "Hint", "Empty", "Caption", "Word", "Act",
    };

    // Elements whose content is code or a key, the same in all languages.
    private static readonly HashSet<string> s_verbatim = new(StringComparer.Ordinal) { "code", "kbd", "style", "script" };

    // Names, units and abbreviations that are no words of any language.
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "ChargingConsole", "OCPP", "OCPP-J", "REST", "API", "UTC", "CSV", "JSON", "NDJSON", "URL", "PEM", "TLS", "TOTP", "UTF-8", "ISO", "SHA-", "OpenID", "Connect",
        "kW", "kWh", "Wh", "ms", "min", "kB", "MB", "GB", "rpm", "Hz",
    };

    /// <summary>Each bare text, with its line.</summary>
    public static IEnumerable<(int Line, string Text)> Bare(string razor)
    {
        var reader = new Reader(WithoutCode(razor));
        return reader.Read();
    }

    private static string WithoutCode(string razor)
    {
        var markup = Comment().Replace(razor, comment => new string('\n', comment.Value.Count(c => c == '\n')));
        var code = CodeBlock().Match(markup);
        markup = code.Success ? markup[..code.Index] : markup;
        return Directive().Replace(markup, "");
    }

    private static bool IsText(string text) => Word().Matches(text).Any(word => !s_names.Contains(word.Value));

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@code\b", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^@(page|using|inject|inherits|implements|typeparam|attribute|layout|rendermode|namespace)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\p{L}[\p{L}-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(case\b.*:|(if|foreach|for|while) \(.*\)|default:|else$|//.*|.*;|.*=>.*|@?\{|\}+)$")]
    private static partial Regex CodeLine();

    [GeneratedRegex(@"&[a-z]+;|&#\d+;")]
    private static partial Regex Entity();

    private sealed class Reader(string markup)
    {
        private readonly List<(int Line, string Text)> _found = [];
        private int _at;
        private string? _verbatim;

        public List<(int Line, string Text)> Read()
        {
            var text = new StringBuilder();
            var start = 0;
            while (_at < markup.Length)
            {
                if (markup[_at] == '<' && _at + 1 < markup.Length && (char.IsLetter(markup[_at + 1]) || markup[_at + 1] is '/' or '!'))
                {
                    Tell(start, text.ToString());
                    text.Clear();
                    Tag();
                    start = _at;
                }
                else if (markup[_at] == '@')
                {
                    text.Append(' ').Append(Expression(_verbatim is null)).Append(' ');
                }
                else if (Follows("else if") || (Follows("if (") && text.ToString().TrimEnd().EndsWith('{')))
                {
                    _at += Follows("if") ? "if".Length : "else if".Length;
                    while (markup[_at] != '(')
                    {
                        _at++;
                    }

                    Balanced(tell: false);
                }
                else if (Follows("else") && text.ToString().TrimEnd().EndsWith('}'))
                {
                    _at += "else".Length;
                }
                else
                {
                    text.Append(markup[_at++]);
                }
            }

            Tell(start, text.ToString());
            return _found;
        }

        private bool Follows(string word) => string.CompareOrdinal(markup, _at, word, 0, word.Length) == 0;

        private void Tell(int at, string text)
        {
            if (_verbatim is not null)
            {
                return;
            }

            foreach (var line in text.Split('\n').Select(line => line.Trim()))
            {
                if (!CodeLine().IsMatch(line) && IsText(Entity().Replace(line, "")))
                {
                    Add(at, line);
                }
            }
        }

        private void Add(int at, string text) => _found.Add((markup.AsSpan(0, Math.Min(at, markup.Length)).Count('\n') + 1, text));

        private void Tag()
        {
            var at = ++_at;
            while (_at < markup.Length && !char.IsWhiteSpace(markup[_at]) && markup[_at] is not '>')
            {
                _at++;
            }

            var name = markup[at.._at].TrimEnd('/');
            while (_at < markup.Length && markup[_at] != '>')
            {
                if (markup[_at] == '"')
                {
                    var attribute = AttributeBefore(_at);
                    Value(s_spoken.Contains(attribute));
                }
                else if (markup[_at] == '@' && _at + 1 < markup.Length && markup[_at + 1] == '(')
                {
                    Expression(tell: false);
                }
                else
                {
                    _at++;
                }
            }

            var isEmpty = markup[_at - 1] == '/';
            _at++;
            if (s_verbatim.Contains(name) && !isEmpty)
            {
                _verbatim ??= name;
            }
            else if (_verbatim is not null && name == "/" + _verbatim)
            {
                _verbatim = null;
            }
        }

        private string AttributeBefore(int quote)
        {
            var end = quote;
            while (end > 0 && (markup[end - 1] == '=' || char.IsWhiteSpace(markup[end - 1])))
            {
                end--;
            }

            var start = end;
            while (start > 0 && !char.IsWhiteSpace(markup[start - 1]) && markup[start - 1] is not '"')
            {
                start--;
            }

            return markup[start..end];
        }

        private void Value(bool isSpoken)
        {
            var at = _at++;
            var literal = new StringBuilder();
            while (markup[_at] != '"')
            {
                if (markup[_at] == '@')
                {
                    literal.Append(' ').Append(Expression(isSpoken)).Append(' ');
                }
                else
                {
                    literal.Append(markup[_at++]);
                }
            }

            _at++;
            if (isSpoken && IsText(literal.ToString()))
            {
                Add(at, literal.ToString().Trim());
            }
        }

        /// <summary>Skips an expression or the head of a statement; gives what it stands for in the text, nothing.</summary>
        private string Expression(bool tell)
        {
            _at++;
            if (_at >= markup.Length || markup[_at] == '@')
            {
                _at++;
                return "";
            }

            if (markup[_at] == '(')
            {
                Balanced(tell);
                return "";
            }

            if (markup[_at] == '{')
            {
                // A block of code; markup inside it is rare, and read as code.
                Balanced(tell: false);
                return "";
            }

            var start = _at;
            while (_at < markup.Length && (char.IsLetterOrDigit(markup[_at]) || markup[_at] is '_'))
            {
                _at++;
            }

            var word = markup[start.._at];
            if (word is "if" or "foreach" or "for" or "while" or "switch" or "using" or "lock")
            {
                while (markup[_at] != '(')
                {
                    _at++;
                }

                Balanced(tell: false);
                return "";
            }

            var isLocalizer = word == "L";
            while (_at < markup.Length)
            {
                if (markup[_at] is '(' or '[')
                {
                    Balanced(tell && !isLocalizer);
                }
                else if (markup[_at] is '.' && _at + 1 < markup.Length && (char.IsLetter(markup[_at + 1]) || markup[_at + 1] == '_')
                    || (markup[_at] is '?' && _at + 1 < markup.Length && markup[_at + 1] == '.')
                    || (markup[_at] is '!' && _at + 1 < markup.Length && markup[_at + 1] is '.' or '['))
                {
                    _at++;
                    while (_at < markup.Length && (char.IsLetterOrDigit(markup[_at]) || markup[_at] is '_' or '.'))
                    {
                        _at++;
                    }
                }
                else
                {
                    break;
                }
            }

            return "";
        }

        private void Balanced(bool tell)
        {
            var depth = 0;
            while (_at < markup.Length)
            {
                var c = markup[_at];
                if (c is '(' or '[' or '{')
                {
                    depth++;
                    _at++;
                }
                else if (c is ')' or ']' or '}')
                {
                    _at++;
                    if (--depth == 0)
                    {
                        return;
                    }
                }
                else if (c == '"')
                {
                    Literal(tell);
                }
                else if (c == '\'')
                {
                    _at = markup.IndexOf('\'', _at + (markup[_at + 1] == '\\' ? 3 : 2)) + 1;
                }
                else
                {
                    _at++;
                }
            }
        }

        private void Literal(bool tell)
        {
            var at = _at;
            var isInterpolated = at > 0 && (markup[at - 1] == '$' || (markup[at - 1] == '@' && markup[at - 2] == '$'));
            var isLocalized = LocalizerBefore().IsMatch(markup[Math.Max(0, at - 120)..at]);
            var literal = new StringBuilder();
            _at++;
            while (_at < markup.Length && markup[_at] != '"')
            {
                if (markup[_at] == '\\')
                {
                    _at += 2;
                }
                else if (markup[_at] == '{' && isInterpolated && markup[_at + 1] != '{')
                {
                    Balanced(tell);
                    literal.Append(' ');
                }
                else
                {
                    literal.Append(markup[_at++]);
                }
            }

            _at++;
            if (tell && !isLocalized && IsText(literal.ToString()))
            {
                Add(at, literal.ToString().Trim());
            }
        }
    }

    // The literal is the localizer's key, a format, or the name of something.
    [GeneratedRegex(@"(\bL\[|\bL\.Many\([^""]*(""[^""]*"",\s*)?|\bKey\(|\bSay\(|\bSayMany\([^""]*(""[^""]*"",\s*)?|ToString\(|Join\(|\b(is|==|or|and)\s+|Links\.\w+\([^()]*|\bHas\w*\()\$?$")]
    private static partial Regex LocalizerBefore();
}
