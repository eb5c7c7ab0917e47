using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class QuirkSettings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "QuirkSettings",
                columns: table => new
                {
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    RecycleWhenUnresponsive = table.Column<bool>(type: "INTEGER", nullable: false),
                    TimeOffsetMinutes = table.Column<int>(type: "INTEGER", nullable: true),
                    TagSuffixSeparator = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    IgnoreTagSeparators = table.Column<bool>(type: "INTEGER", nullable: false),
                    RemoteStartTag = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    EnergyUnit = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    PowerUnit = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    NotSupported = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    NotSupportedFirmware = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuirkSettings", x => x.ChargePointKey);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "QuirkSettings");
        }
    }
}
