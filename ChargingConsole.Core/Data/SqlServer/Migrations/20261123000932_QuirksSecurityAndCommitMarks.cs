using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.SqlServer.Migrations
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
                    Id = table.Column<int>(type: "int", nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Certificate = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ProtectedKey = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Algorithm = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    NotBefore = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    NotAfter = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    CreatedBy = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    SignsByItself = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateAuthorities", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CertificateRequests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ChargePointKey = table.Column<int>(type: "int", nullable: false),
                    Csr = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Algorithm = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    Message = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Certificate = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    SerialNumber = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    NotAfter = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    AuthorityId = table.Column<int>(type: "int", nullable: true),
                    DecidedBy = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    CommandId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CommitMarks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Writer = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Batch = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommitMarks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InstalledCertificates",
                columns: table => new
                {
                    ChargePointKey = table.Column<int>(type: "int", nullable: false),
                    CertificateType = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Answer = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstalledCertificates", x => new { x.ChargePointKey, x.CertificateType });
                });

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

            migrationBuilder.CreateTable(
                name: "SecurityEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ChargePointKey = table.Column<int>(type: "int", nullable: false),
                    Type = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Timestamp = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    TechInfo = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true),
                    IsCritical = table.Column<bool>(type: "bit", nullable: false)
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
