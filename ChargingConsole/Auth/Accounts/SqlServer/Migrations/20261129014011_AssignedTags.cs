using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Auth.Accounts.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AssignedTags : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "HasAssignedTags",
                table: "Users",
                type: "bit",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "HasAssignedTags",
                table: "Users");
        }
    }
}
