using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ChargePoints",
                columns: table => new
                {
                    Key = table.Column<int>(type: "INTEGER", nullable: false),
                    ChargePointId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false, collation: "NOCASE"),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Registration = table.Column<byte>(type: "INTEGER", nullable: false),
                    Vendor = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Model = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    SerialNumber = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    FirmwareVersion = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Iccid = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Imsi = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    MeterType = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    MeterSerialNumber = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    LastBootAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastSeenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Location = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Latitude = table.Column<double>(type: "REAL", nullable: true),
                    Longitude = table.Column<double>(type: "REAL", nullable: true),
                    ConnectorType = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    MaxPowerKw = table.Column<double>(type: "REAL", nullable: true),
                    PricePerKwh = table.Column<double>(type: "REAL", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    NumberOfConnectors = table.Column<int>(type: "INTEGER", nullable: true),
                    QuirkCount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargePoints", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Commands",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ConnectorId = table.Column<int>(type: "INTEGER", nullable: true),
                    IdTag = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    TransactionId = table.Column<int>(type: "INTEGER", nullable: true),
                    RequestedBy = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    AnswerStatus = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Request = table.Column<string>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: true),
                    UniqueId = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Commands", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Connectors",
                columns: table => new
                {
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectorId = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<byte>(type: "INTEGER", nullable: false),
                    RawStatus = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    ErrorCode = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Info = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    VendorErrorCode = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Since = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Connectors", x => new { x.ChargePointKey, x.ConnectorId });
                });

            migrationBuilder.CreateTable(
                name: "Frames",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Timestamp = table.Column<long>(type: "INTEGER", nullable: false),
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    Direction = table.Column<byte>(type: "INTEGER", nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    UniqueId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    ErrorCode = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    ErrorDescription = table.Column<string>(type: "TEXT", nullable: true),
                    CallId = table.Column<long>(type: "INTEGER", nullable: true),
                    LatencyMicroseconds = table.Column<long>(type: "INTEGER", nullable: true),
                    Flags = table.Column<int>(type: "INTEGER", nullable: false),
                    Gap = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Frames", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IdTags",
                columns: table => new
                {
                    IdTag = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false, collation: "NOCASE"),
                    ParentIdTag = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MaxActiveTransactions = table.Column<int>(type: "INTEGER", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdTags", x => x.IdTag);
                });

            migrationBuilder.CreateTable(
                name: "MeterReadings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectorId = table.Column<int>(type: "INTEGER", nullable: false),
                    TransactionId = table.Column<int>(type: "INTEGER", nullable: true),
                    Timestamp = table.Column<long>(type: "INTEGER", nullable: false),
                    EnergyWh = table.Column<double>(type: "REAL", nullable: true),
                    PowerW = table.Column<double>(type: "REAL", nullable: true),
                    VoltageV = table.Column<double>(type: "REAL", nullable: true),
                    CurrentA = table.Column<double>(type: "REAL", nullable: true),
                    SocPercent = table.Column<double>(type: "REAL", nullable: true),
                    OtherSamples = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MeterReadings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OrphanStops",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    TransactionId = table.Column<long>(type: "INTEGER", nullable: true),
                    IdTag = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    MeterStop = table.Column<long>(type: "INTEGER", nullable: true),
                    Timestamp = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrphanStops", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Transactions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectorId = table.Column<int>(type: "INTEGER", nullable: false),
                    IdTag = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false, collation: "NOCASE"),
                    StartTime = table.Column<long>(type: "INTEGER", nullable: false),
                    ReportedStart = table.Column<long>(type: "INTEGER", nullable: true),
                    StartReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MeterStart = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<byte>(type: "INTEGER", nullable: false),
                    Authorization = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    StopIdTag = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    StopTime = table.Column<long>(type: "INTEGER", nullable: true),
                    StopReceivedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MeterStop = table.Column<long>(type: "INTEGER", nullable: true),
                    StopReason = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    EnergyWh = table.Column<long>(type: "INTEGER", nullable: true),
                    Estimated = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReservationId = table.Column<int>(type: "INTEGER", nullable: true),
                    StartCommandId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transactions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ChargePoints_ChargePointId",
                table: "ChargePoints",
                column: "ChargePointId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Commands_ChargePointKey_Id",
                table: "Commands",
                columns: new[] { "ChargePointKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Commands_State",
                table: "Commands",
                column: "State",
                filter: "State < 4");

            migrationBuilder.CreateIndex(
                name: "IX_Frames_ChargePointKey_Id",
                table: "Frames",
                columns: new[] { "ChargePointKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_MeterReadings_ChargePointKey_Timestamp",
                table: "MeterReadings",
                columns: new[] { "ChargePointKey", "Timestamp" });

            migrationBuilder.CreateIndex(
                name: "IX_MeterReadings_TransactionId_Timestamp",
                table: "MeterReadings",
                columns: new[] { "TransactionId", "Timestamp" });

            migrationBuilder.CreateIndex(
                name: "IX_OrphanStops_ChargePointKey_Timestamp",
                table: "OrphanStops",
                columns: new[] { "ChargePointKey", "Timestamp" });

            migrationBuilder.CreateIndex(
                name: "IX_Transactions_ChargePointKey_StartTime_ConnectorId_IdTag_MeterStart",
                table: "Transactions",
                columns: new[] { "ChargePointKey", "StartTime", "ConnectorId", "IdTag", "MeterStart" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Transactions_IdTag_StartTime",
                table: "Transactions",
                columns: new[] { "IdTag", "StartTime" });

            migrationBuilder.CreateIndex(
                name: "IX_Transactions_StartTime_Id",
                table: "Transactions",
                columns: new[] { "StartTime", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Transactions_Status",
                table: "Transactions",
                column: "Status",
                filter: "Status <> 3");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChargePoints");

            migrationBuilder.DropTable(
                name: "Commands");

            migrationBuilder.DropTable(
                name: "Connectors");

            migrationBuilder.DropTable(
                name: "Frames");

            migrationBuilder.DropTable(
                name: "IdTags");

            migrationBuilder.DropTable(
                name: "MeterReadings");

            migrationBuilder.DropTable(
                name: "OrphanStops");

            migrationBuilder.DropTable(
                name: "Transactions");
        }
    }
}
