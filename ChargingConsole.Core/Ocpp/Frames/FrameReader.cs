using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ChargingConsole.Core.Ocpp.Frames;

/// <summary>Bytes to frames (OCPP-J 1.6 §4.1), in one forward pass without a document.</summary>
internal static class FrameReader
{
    private static readonly byte[] s_emptyObject = "{}"u8.ToArray();

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 32, AllowTrailingCommas = false };

    /// <summary>Reads one message; never throws for what a charge point may send.</summary>
    public static InboundFrame Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            return ReadStrict(message, FrameFlags.None);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return ReadMended(message);
        }
    }

    private static InboundFrame ReadMended(ReadOnlyMemory<byte> message)
    {
        if (FrameMender.TryMend(message.Span, out var mended))
        {
            try
            {
                return ReadStrict(mended, FrameFlags.Mended);
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                // Beyond mending: what is readable at the front still decides whether it can be answered.
            }
        }

        return ReadFront(message.Span);
    }

    private static InboundFrame ReadStrict(ReadOnlyMemory<byte> message, FrameFlags flags)
    {
        var reader = new Utf8JsonReader(message.Span, s_options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return NoFrame(flags);
        }

        if (!TryReadType(ref reader, out var type))
        {
            return NoFrame(flags);
        }

        var uniqueId = ReadUniqueId(ref reader, ref flags);
        if (uniqueId is null)
        {
            return NoFrame(flags);
        }

        return type switch
        {
            1 or 2 => ReadCall(ref reader, message, uniqueId, type == 1 ? flags | FrameFlags.WrongMessageType : flags),
            3 => ReadResult(ref reader, message, uniqueId, flags),
            4 => ReadError(ref reader, message, uniqueId, flags),
            _ => NoFrame(flags),
        };
    }

    private static InboundFrame ReadCall(ref Utf8JsonReader reader, ReadOnlyMemory<byte> message, string uniqueId, FrameFlags flags)
    {
        Advance(ref reader);
        if (reader.TokenType != JsonTokenType.String)
        {
            Drain(ref reader);
            return flags.HasFlag(FrameFlags.WrongMessageType)
                ? NoFrame(flags)
                : new InboundFrame { Kind = FrameKind.Call, UniqueId = uniqueId, Action = "", Payload = s_emptyObject, Flags = flags, Problem = "The action is not a string." };
        }

        var action = ActionNames.Intern(ref reader);
        var payload = ReadPayload(ref reader, message, ref flags);
        var isObject = payload.Span[0] == (byte)'{';
        return new InboundFrame
        {
            Kind = FrameKind.Call,
            UniqueId = uniqueId,
            Action = action,
            Payload = payload,
            Flags = flags,
            Problem = isObject ? null : "The payload is not an object.",
        };
    }

    private static InboundFrame ReadResult(ref Utf8JsonReader reader, ReadOnlyMemory<byte> message, string uniqueId, FrameFlags flags)
    {
        var payload = ReadPayload(ref reader, message, ref flags);
        return new InboundFrame { Kind = FrameKind.Result, UniqueId = uniqueId, Payload = payload, Flags = flags };
    }

    private static InboundFrame ReadError(ref Utf8JsonReader reader, ReadOnlyMemory<byte> message, string uniqueId, FrameFlags flags)
    {
        var code = ReadText(ref reader, ref flags) ?? CallErrorCode.GenericError;
        var description = reader.TokenType == JsonTokenType.EndArray ? "" : ReadText(ref reader, ref flags) ?? "";
        var details = reader.TokenType == JsonTokenType.EndArray ? s_emptyObject : ReadPayload(ref reader, message, ref flags);
        return new InboundFrame
        {
            Kind = FrameKind.Error,
            UniqueId = uniqueId,
            ErrorCode = code,
            ErrorDescription = description,
            Payload = details,
            Flags = flags,
        };
    }

    private static bool TryReadType(ref Utf8JsonReader reader, out int type)
    {
        Advance(ref reader);
        type = 0;
        return reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt32(out type),
            JsonTokenType.String => int.TryParse(reader.GetString(), out type),
            _ => false,
        };
    }

    private static string? ReadUniqueId(ref Utf8JsonReader reader, ref FrameFlags flags)
    {
        Advance(ref reader);
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                var id = reader.GetString()!;
                if (id.Length is 0 or > 36)
                {
                    flags |= FrameFlags.OddUniqueId;
                }

                return id.Length > MaxUniqueId ? null : id;
            case JsonTokenType.Number:
                flags |= FrameFlags.OddUniqueId;
                return Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
            default:
                return null;
        }
    }

    private static ReadOnlyMemory<byte> ReadPayload(ref Utf8JsonReader reader, ReadOnlyMemory<byte> message, ref FrameFlags flags)
    {
        Advance(ref reader);
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            flags |= FrameFlags.NoPayload;
            EndOfText(ref reader);
            return s_emptyObject;
        }

        var start = (int)reader.TokenStartIndex;
        var isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        var payload = message[start..(int)reader.BytesConsumed];
        Drain(ref reader, ref flags);
        if (isNull)
        {
            flags |= FrameFlags.NoPayload;
            return s_emptyObject;
        }

        return payload;
    }

    private static string? ReadText(ref Utf8JsonReader reader, ref FrameFlags flags)
    {
        Advance(ref reader);
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        if (reader.TokenType != JsonTokenType.EndArray)
        {
            flags |= FrameFlags.WrongType;
            reader.Skip();
        }

        return null;
    }

    private static void Advance(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            throw new JsonException("The frame ends too early.");
        }
    }

    private static void Drain(ref Utf8JsonReader reader)
    {
        var ignored = FrameFlags.None;
        Drain(ref reader, ref ignored);
    }

    private static void Drain(ref Utf8JsonReader reader, ref FrameFlags flags)
    {
        while (reader.TokenType != JsonTokenType.EndArray || reader.CurrentDepth > 0)
        {
            Advance(ref reader);
            if (reader.TokenType != JsonTokenType.EndArray || reader.CurrentDepth > 0)
            {
                flags |= FrameFlags.ExtraElements;
                reader.Skip();
                if (reader.CurrentDepth == 0)
                {
                    break;
                }
            }
        }

        EndOfText(ref reader);
    }

    private static void EndOfText(ref Utf8JsonReader reader)
    {
        // The reader itself throws for anything but white space behind the array.
        while (reader.Read())
        {
        }
    }

    /// <summary>For text no lenient pass can mend: type, id and action from the front, so that a CALL is told what is wrong.</summary>
    private static InboundFrame ReadFront(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message, isFinalBlock: false, new JsonReaderState(s_options));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray
                || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var type) || type is < 2 or > 4
                || !reader.Read() || reader.TokenType != JsonTokenType.String)
            {
                return NoFrame(FrameFlags.None);
            }

            var uniqueId = reader.GetString()!;
            if (uniqueId.Length > MaxUniqueId)
            {
                return NoFrame(FrameFlags.None);
            }

            string? action = null;
            try
            {
                action = type == 2 && reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                // Broken right behind the id: the id alone is enough for an answer.
            }

            return new InboundFrame
            {
                Kind = (FrameKind)type,
                UniqueId = uniqueId,
                Action = action ?? "",
                Payload = s_emptyObject,
                Flags = FrameFlags.Mended,
                Problem = "The frame is not valid JSON.",
            };
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return NoFrame(FrameFlags.None);
        }
    }

    // The reader throws InvalidOperationException for text that is no Unicode (lone surrogates, invalid UTF-8).
    private static bool IsUnreadable(Exception e) => e is JsonException or InvalidOperationException;

    private static InboundFrame NoFrame(FrameFlags flags) =>
        new() { Kind = FrameKind.None, UniqueId = "", Flags = flags | FrameFlags.NoFrame };

    /// <summary>Longer ids than this are no ids; between 36 and this they are answered and flagged.</summary>
    private const int MaxUniqueId = 255;
}
