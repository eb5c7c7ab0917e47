using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class JournalOfExchanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_MeterReadings_ChargePointKey_Timestamp",
                table: "MeterReadings");

            migrationBuilder.AddColumn<byte>(
                name: "AnswerKind",
                table: "Frames",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AnswerPayload",
                table: "Frames",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Transactions_StartCommandId",
                table: "Transactions",
                column: "StartCommandId",
                filter: "StartCommandId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MeterReadings_ChargePointKey_Timestamp",
                table: "MeterReadings",
                columns: new[] { "ChargePointKey", "Timestamp" },
                filter: "TransactionId IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Transactions_StartCommandId",
                table: "Transactions");

            migrationBuilder.DropIndex(
                name: "IX_MeterReadings_ChargePointKey_Timestamp",
                table: "MeterReadings");

            migrationBuilder.DropColumn(
                name: "AnswerKind",
                table: "Frames");

            migrationBuilder.DropColumn(
                name: "AnswerPayload",
                table: "Frames");

            migrationBuilder.CreateIndex(
                name: "IX_MeterReadings_ChargePointKey_Timestamp",
                table: "MeterReadings",
                columns: new[] { "ChargePointKey", "Timestamp" });
        }
    }
}
