using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.SqlServer.Migrations
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
                    ChargePointKey = table.Column<int>(type: "int", nullable: false),
                    Aliases = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    RecycleWhenUnresponsive = table.Column<bool>(type: "bit", nullable: false),
                    TimeOffsetMinutes = table.Column<int>(type: "int", nullable: true),
                    TagSuffixSeparator = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    IgnoreTagSeparators = table.Column<bool>(type: "bit", nullable: false),
                    RemoteStartTag = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    EnergyUnit = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    PowerUnit = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    NotSupported = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    NotSupportedFirmware = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true)
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
