using System.Globalization;
using System.Text;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Files;

/// <summary>The last things that happened, which is what a charge point's diagnostics and logs tell.</summary>
internal sealed class Diary
{
    private const int Longest = 60;

    private readonly Queue<ChargePointEvent> _events = new();

    public void Add(ChargePointEvent happened)
    {
        lock (_events)
        {
            _events.Enqueue(happened);
            if (_events.Count > Longest)
            {
                _events.Dequeue();
            }
        }
    }

    /// <summary>A small text file about a span of time; null when nothing is known of it.</summary>
    public byte[]? Write(VirtualChargePoint chargePoint, DateTimeOffset? from, DateTimeOffset? to, bool isSecurity)
    {
        ChargePointEvent[] events;
        lock (_events)
        {
            events = [.. _events];
        }

        var told = events.Where(happened => (from is null || happened.At >= from) && (to is null || happened.At <= to)
            && (happened.Kind == ChargePointEventKind.Security || !isSecurity)).ToArray();
        if (told.Length == 0 && (from is not null || to is not null))
        {
            return null;
        }

        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {chargePoint.Description.Vendor} {chargePoint.Description.Model} {chargePoint.Id}");
        text.AppendLine(CultureInfo.InvariantCulture, $"# firmware {chargePoint.FirmwareVersion}, written {chargePoint.Clock.GetUtcNow().Wire()}");
        foreach (var connector in chargePoint.Connectors)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"# connector {connector.Id}: {connector.State}, register {connector.RegisterWattHours} Wh");
        }

        foreach (var happened in told)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{happened.At.Wire()} {happened.Kind} {happened.Text}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
