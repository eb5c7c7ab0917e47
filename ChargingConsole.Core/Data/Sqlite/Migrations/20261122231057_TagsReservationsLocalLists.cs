using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TagsReservationsLocalLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Chargers",
                table: "IdTags",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LocalLists",
                columns: table => new
                {
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Entries = table.Column<string>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ChargerVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    ChargerVersionAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastType = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    LastVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    LastStatus = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsUncertain = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LocalLists", x => x.ChargePointKey);
                });

            migrationBuilder.CreateTable(
                name: "Reservations",
                columns: table => new
                {
                    Key = table.Column<long>(type: "INTEGER", nullable: false),
                    ReservationId = table.Column<int>(type: "INTEGER", nullable: false),
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectorId = table.Column<int>(type: "INTEGER", nullable: false),
                    IdTag = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false, collation: "NOCASE"),
                    ParentIdTag = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<byte>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    TransactionId = table.Column<int>(type: "INTEGER", nullable: true),
                    CommandId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reservations", x => x.Key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Commands_Action_Id",
                table: "Commands",
                columns: new[] { "Action", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_ChargePointKey_Key",
                table: "Reservations",
                columns: new[] { "ChargePointKey", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_Status_ExpiresAt",
                table: "Reservations",
                columns: new[] { "Status", "ExpiresAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LocalLists");

            migrationBuilder.DropTable(
                name: "Reservations");

            migrationBuilder.DropIndex(
                name: "IX_Commands_Action_Id",
                table: "Commands");

            migrationBuilder.DropColumn(
                name: "Chargers",
                table: "IdTags");
        }
    }
}
