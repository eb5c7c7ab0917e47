using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class QuirksSecurityAndCommitMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CertificateAuthorities",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Certificate = table.Column<string>(type: "TEXT", nullable: false),
                    ProtectedKey = table.Column<string>(type: "TEXT", nullable: false),
                    Algorithm = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    NotAfter = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SignsByItself = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateAuthorities", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CertificateRequests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    Csr = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Algorithm = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Certificate = table.Column<string>(type: "TEXT", nullable: true),
                    SerialNumber = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    NotAfter = table.Column<long>(type: "INTEGER", nullable: true),
                    AuthorityId = table.Column<int>(type: "INTEGER", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CommandId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CommitMarks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Writer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Batch = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommitMarks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InstalledCertificates",
                columns: table => new
                {
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    CertificateType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstalledCertificates", x => new { x.ChargePointKey, x.CertificateType });
                });

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

            migrationBuilder.CreateTable(
                name: "SecurityEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChargePointKey = table.Column<int>(type: "INTEGER", nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Timestamp = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TechInfo = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    IsCritical = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecurityEvents", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateRequests_ChargePointKey_Id",
                table: "CertificateRequests",
                columns: new[] { "ChargePointKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateRequests_State",
                table: "CertificateRequests",
                column: "State",
                filter: "State < 4");

            migrationBuilder.CreateIndex(
                name: "IX_SecurityEvents_ChargePointKey_Id",
                table: "SecurityEvents",
                columns: new[] { "ChargePointKey", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CertificateAuthorities");

            migrationBuilder.DropTable(
                name: "CertificateRequests");

            migrationBuilder.DropTable(
                name: "CommitMarks");

            migrationBuilder.DropTable(
                name: "InstalledCertificates");

            migrationBuilder.DropTable(
                name: "QuirkSettings");

            migrationBuilder.DropTable(
                name: "SecurityEvents");
        }
    }
}
