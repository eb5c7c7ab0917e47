using ChargingConsole.Core.Firmware;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Tests.Firmware;

public sealed class FileStoreTests
{
    [Fact]
    public void Only_leftovers_of_ours_are_removed_from_a_folder_that_others_use_too()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-files-");
        try
        {
            string[] own = ["20260101000000-0123456789abcdef", "20260101000001-0123456789abcdef.part"];
            string[] named = ["20260101000002-0123456789abcdef"];
            string[] foreign = ["charging.db", "charging-20260101-000000.db", "20260101000000-0123456789abcdef.bak", "x20260101000000-0123456789abcdef"];
            foreach (var name in own.Concat(named).Concat(foreign))
            {
                var path = Path.Combine(folder.FullName, name);
                File.WriteAllText(path, "12345");
                File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-30));
            }

            var store = new FileStore(null, Options.Create(new FirmwareOptions { Folder = folder.FullName }), TimeProvider.System);
            Assert.Equal(15, store.UsedBytes);
            Assert.Equal(2, store.Tidy(name => Array.IndexOf(named, name) >= 0));

            Assert.Equal(named.Concat(foreign).Order(StringComparer.Ordinal), folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
