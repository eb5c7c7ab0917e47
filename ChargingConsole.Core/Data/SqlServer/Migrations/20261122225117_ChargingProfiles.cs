using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.SqlServer.Migrations
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
                    Id = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_CI_AS"),
                    Profile = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    UpdatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargingProfiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InstalledProfiles",
                columns: table => new
                {
                    ChargePointKey = table.Column<int>(type: "int", nullable: false),
                    ConnectorId = table.Column<int>(type: "int", nullable: false),
                    Purpose = table.Column<byte>(type: "tinyint", nullable: false),
                    StackLevel = table.Column<int>(type: "int", nullable: false),
                    ProfileId = table.Column<int>(type: "int", nullable: false),
                    TransactionId = table.Column<int>(type: "int", nullable: true),
                    Profile = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    InstalledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    CommandId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstalledProfiles", x => new { x.ChargePointKey, x.ConnectorId, x.Purpose, x.StackLevel });
                });

            migrationBuilder.CreateTable(
                name: "LimitRecipes",
                columns: table => new
                {
                    ChargePointKey = table.Column<int>(type: "int", nullable: false),
                    Situation = table.Column<byte>(type: "tinyint", nullable: false),
                    Purpose = table.Column<byte>(type: "tinyint", nullable: false),
                    OnConnector = table.Column<bool>(type: "bit", nullable: false),
                    Unit = table.Column<byte>(type: "tinyint", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    WorkedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false)
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
