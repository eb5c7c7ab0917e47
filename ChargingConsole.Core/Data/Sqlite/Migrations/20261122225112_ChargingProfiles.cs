using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ChargingProfiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ChargingProfiles",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "NOCASE"),
                    Profile = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargingProfiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InstalledProfiles",
                columns: table => new
                {
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectorId = table.Column<int>(type: "INTEGER", nullable: false),
                    Purpose = table.Column<byte>(type: "INTEGER", nullable: false),
                    StackLevel = table.Column<int>(type: "INTEGER", nullable: false),
                    ProfileId = table.Column<int>(type: "INTEGER", nullable: false),
                    TransactionId = table.Column<int>(type: "INTEGER", nullable: true),
                    Profile = table.Column<string>(type: "TEXT", nullable: false),
                    InstalledAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CommandId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstalledProfiles", x => new { x.ChargePointKey, x.ConnectorId, x.Purpose, x.StackLevel });
                });

            migrationBuilder.CreateTable(
                name: "LimitRecipes",
                columns: table => new
                {
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    Situation = table.Column<byte>(type: "INTEGER", nullable: false),
                    Purpose = table.Column<byte>(type: "INTEGER", nullable: false),
                    OnConnector = table.Column<bool>(type: "INTEGER", nullable: false),
                    Unit = table.Column<byte>(type: "INTEGER", nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    WorkedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LimitRecipes", x => new { x.ChargePointKey, x.Situation });
                });

            migrationBuilder.CreateIndex(
                name: "IX_ChargingProfiles_Name",
                table: "ChargingProfiles",
                column: "Name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChargingProfiles");

            migrationBuilder.DropTable(
                name: "InstalledProfiles");

            migrationBuilder.DropTable(
                name: "LimitRecipes");
        }
    }
}
