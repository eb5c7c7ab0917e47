using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Door : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ChargerKeys",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    ChargePointKey = table.Column<int>(type: "int", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    SetAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    SetBy = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    CommandId = table.Column<long>(type: "bigint", nullable: true),
                    ProvenAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargerKeys", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "DoorRules",
                columns: table => new
                {
                    ChargePointKey = table.Column<int>(type: "int", nullable: false),
                    Required = table.Column<byte>(type: "tinyint", nullable: false),
                    RequiredBy = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true),
                    RequiredAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DoorRules", x => x.ChargePointKey);
                });

            migrationBuilder.CreateTable(
                name: "RevokedCertificates",
                columns: table => new
                {
                    Fingerprint = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    SerialNumber = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    RevokedBy = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    RevokedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RevokedCertificates", x => x.Fingerprint);
                });

            migrationBuilder.CreateTable(
                name: "TrustedAuthorities",
                columns: table => new
                {
                    Fingerprint = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Certificate = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Algorithm = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    NotAfter = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    AddedBy = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrustedAuthorities", x => x.Fingerprint);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ChargerKeys_ChargePointKey",
                table: "ChargerKeys",
                column: "ChargePointKey");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChargerKeys");

            migrationBuilder.DropTable(
                name: "DoorRules");

            migrationBuilder.DropTable(
                name: "RevokedCertificates");

            migrationBuilder.DropTable(
                name: "TrustedAuthorities");
        }
    }
}
