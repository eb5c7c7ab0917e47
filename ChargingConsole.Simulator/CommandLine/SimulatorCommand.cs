using System.CommandLine;
using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.CommandLine;

/// <summary>The command line: options, their limits, and the exit codes 0 ok, 1 could not connect at all, 2 usage.</summary>
internal sealed class SimulatorCommand
{
    private const int Usage = 2;

    private readonly Option<string> _url = new("--url")
    {
        Description = "URL of the central system, ws:// or wss://, without the charge point's identity.",
        DefaultValueFactory = _ => "ws://localhost:9000",
    };

    private readonly Option<bool> _allowRemote = new("--allow-remote")
    {
        Description = "Allow a central system that is not on this machine.",
    };

    private readonly Option<int> _chargers = Whole("--chargers", "How many charge points to run.", 1, 1, 10_000);
    private readonly Option<int> _connectors = Whole("--connectors", "Connectors of each charge point.", 1, 1, 20);
    private readonly Option<int> _interval = Whole("--interval", "Seconds between two MeterValues of a session.", 10, 1, 86_400);
    private readonly Option<int> _seed = Whole("--seed", "Seed; the same one gives the same habits.", 1, 0, 1_000_000);

    private readonly Option<string> _prefix = new("--prefix")
    {
        Description = "What the identities begin with; a number follows.",
        DefaultValueFactory = _ => "SIM-",
    };

    private readonly Option<string?> _id = new("--id") { Description = "The identity, instead of prefix and number; for one charge point." };

    private readonly Option<string> _idTag = new("--id-tag")
    {
        Description = "The tag the drivers present.",
        DefaultValueFactory = _ => "APP_USER",
    };

    private readonly Option<int?> _duration = new("--duration") { Description = "Seconds after which it stops by itself." };
    private readonly Option<string?> _password = new("--password") { Description = "Password for HTTP Basic authentication." };

    private readonly Option<string?> _secureUrl = new("--secure-url") { Description = "URL for security profiles 2 and 3, wss://, to which a charge point changes when it is told to." };
    private readonly Option<string?> _ca = new("--ca") { Description = "PEM file of the authorities to believe about the central system's certificate." };
    private readonly Option<string?> _certificate = new("--certificate") { Description = "PEM file of the certificate to show by TLS, with its key unless --key is given." };
    private readonly Option<string?> _key = new("--key") { Description = "PEM file of the certificate's key." };

    private readonly Option<string[]> _answers = new("--answer")
    {
        Description = "How to answer an action instead of as usual: ACTION=ANSWER[,after=SECONDS][,once], where ANSWER is a status such as Rejected, "
            + "normal, silence, drop (the connection), malformed, error:CODE or a JSON object, and the action * stands for all others. May be given several times.",
    };

    private readonly Option<string?> _fails = Flags<ChargePointFailures>("--fail", "What goes wrong although it is promised");
    private readonly Option<string?> _features = Flags<ChargePointFeatures>("--features", "The feature profiles besides Core, all when left out");
    private readonly Option<bool> _sloppy = new("--sloppy") { Description = "Write messages as careless firmware does." };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print nothing but what keeps it from running." };
    private readonly RootCommand _root;
    private readonly TextWriter _errors;

    public SimulatorCommand(Func<SimulatorSettings, CancellationToken, Task<int>> run, TextWriter errors)
    {
        _errors = errors;
        _root = new RootCommand("Virtual charge points that speak OCPP 1.6J over WebSockets. Ctrl+C stops them.")
        {
            _url, _chargers, _prefix, _id, _connectors, _idTag, _interval, _seed, _duration, _password, _secureUrl, _ca, _certificate, _key, _allowRemote,
            _answers, _fails, _features, _sloppy, _quiet,
        };
        _root.SetAction(async (parsed, cancellation) =>
            Report(Problems(parsed)) ? Usage : await run(Read(parsed), cancellation).ConfigureAwait(false));
    }

    public async Task<int> InvokeAsync(string[] arguments)
    {
        var parsed = _root.Parse(arguments);
        if (Report(parsed.Errors.Select(error => error.Message)))
        {
            return Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) }).ConfigureAwait(false);
    }

    /// <summary>Prints what is wrong; the whole help text after every slip would bury it.</summary>
    private bool Report(IEnumerable<string> problems)
    {
        var any = false;
        foreach (var problem in problems)
        {
            _errors.WriteLine(problem);
            any = true;
        }

        if (any)
        {
            _errors.WriteLine("--help lists the options.");
        }

        return any;
    }

    private static Option<int> Whole(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            // What is no number at all is reported by the parser itself.
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && (value < least || value > most))
            {
                result.AddError($"{name} is {value}; it has to be from {least} to {most}.");
            }
        });
        return option;
    }

    /// <summary>A comma separated list of the names of an enumeration, in any case.</summary>
    private static Option<string?> Flags<T>(string name, string description)
        where T : struct, Enum
    {
        var option = new Option<string?>(name) { Description = $"{description}; a list of {string.Join(", ", Enum.GetNames<T>().Skip(1))}." };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!Enum.TryParse<T>(token.Value, ignoreCase: true, out _) || token.Value.Any(char.IsAsciiDigit)))
            {
                result.AddError($"{name} is \"{token.Value}\"; it has to be a list of {string.Join(", ", Enum.GetNames<T>())}.");
            }
        });
        return option;
    }

    private static string? Slip(string line)
    {
        try
        {
            AnswerLine.Parse(line);
            return null;
        }
        catch (FormatException e)
        {
            return $"--answer: {e.Message}";
        }
    }

    // Not as validators: those run before the default values are there.
    private IEnumerable<string> Problems(ParseResult parsed)
    {
        var text = parsed.GetValue(_url);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("ws" or "wss"))
        {
            yield return $"--url is \"{text}\"; it has to be a URL that begins with ws:// or wss://.";
        }
        else if (!url.IsLoopback && !parsed.GetValue(_allowRemote))
        {
            yield return $"{url.Host} is not this machine. Give --allow-remote if virtual charge points really shall connect there.";
        }

        if (parsed.GetValue(_secureUrl) is { } secureText)
        {
            if (!Uri.TryCreate(secureText, UriKind.Absolute, out var secure) || secure.Scheme != "wss")
            {
                yield return $"--secure-url is \"{secureText}\"; it has to be a URL that begins with wss://.";
            }
            else if (!secure.IsLoopback && !parsed.GetValue(_allowRemote))
            {
                yield return $"{secure.Host} is not this machine. Give --allow-remote if virtual charge points really shall connect there.";
            }
        }

        if (CertificateFiles.Problem(parsed.GetValue(_ca), parsed.GetValue(_certificate), parsed.GetValue(_key)) is { } unreadable)
        {
            yield return unreadable;
        }

        if (parsed.GetValue(_id) is not null && parsed.GetValue(_chargers) > 1)
        {
            yield return "--id names one charge point; --chargers asks for more. Use --prefix instead.";
        }

        if (parsed.GetValue(_id) is "")
        {
            yield return "--id is empty.";
        }

        if (parsed.GetValue(_idTag) is not { Length: > 0 and <= 20 })
        {
            yield return "--id-tag has to have 1 to 20 characters.";
        }

        foreach (var slip in (parsed.GetValue(_answers) ?? []).Select(Slip).OfType<string>())
        {
            yield return slip;
        }

        if (parsed.GetValue(_duration) is < 1 or > 2_000_000)
        {
            yield return "--duration has to be from 1 to 2000000 seconds.";
        }
    }

    private SimulatorSettings Read(ParseResult parsed)
    {
        var prefix = parsed.GetRequiredValue(_prefix);
        return new SimulatorSettings
        {
            CentralSystem = new Uri(parsed.GetRequiredValue(_url)),
            Ids = parsed.GetValue(_id) is { } id
                ? [id]
                : [.. Enumerable.Range(1, parsed.GetValue(_chargers)).Select(number => $"{prefix}{number:0000}")],
            Connectors = parsed.GetValue(_connectors),
            IdTag = parsed.GetRequiredValue(_idTag),
            MeterValueInterval = TimeSpan.FromSeconds(parsed.GetValue(_interval)),
            Seed = parsed.GetValue(_seed),
            Duration = parsed.GetValue(_duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Password = parsed.GetValue(_password),
            SecureCentralSystem = parsed.GetValue(_secureUrl) is { } secure ? new Uri(secure) : null,
            ServerRoots = CertificateFiles.Roots(parsed.GetValue(_ca)),
            Certificate = CertificateFiles.Own(parsed.GetValue(_certificate), parsed.GetValue(_key)),
            Answers = parsed.GetValue(_answers) ?? [],
            Failures = parsed.GetValue(_fails) is { } fails ? Enum.Parse<ChargePointFailures>(fails, ignoreCase: true) : ChargePointFailures.None,
            Features = parsed.GetValue(_features) is { } features ? Enum.Parse<ChargePointFeatures>(features, ignoreCase: true) : ChargePointFeatures.All,
            IsSloppy = parsed.GetValue(_sloppy),
            IsQuiet = parsed.GetValue(_quiet),
        };
    }
}
