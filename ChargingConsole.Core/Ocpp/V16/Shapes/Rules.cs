namespace ChargingConsole.Core.Ocpp.V16.Shapes;

/// <summary>The rules by their short names, so that a shape reads like the specification's table.</summary>
internal static class Rules
{
    public static ValueRule Flag { get; } = new FlagRule();

    public static ValueRule Text(int? maxLength = null) => new TextRule(maxLength);

    public static ValueRule OneOf(params string[] words) => new ChoiceRule(words);

    public static ValueRule Integer(int? minimum = null) => new IntegerRule(minimum);

    public static ValueRule Tenths() => new TenthsRule();

    public static ValueRule Timestamp() => new TimestampRule();

    public static ValueRule Location() => new LocationRule();

    public static ValueRule ListOf(ValueRule element, int minimum = 0) => new ListRule(element, minimum);

    public static ValueRule Object<T>()
        where T : IShaped => new ObjectRule(T.Shape);
}
