using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Auth.Accounts.Sqlite.Migrations
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
                type: "INTEGER",
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
