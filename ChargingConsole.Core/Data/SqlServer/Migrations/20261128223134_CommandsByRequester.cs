using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class CommandsByRequester : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Commands_RequestedBy_Id",
                table: "Commands",
                columns: new[] { "RequestedBy", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Commands_RequestedBy_Id",
                table: "Commands");
        }
    }
}
