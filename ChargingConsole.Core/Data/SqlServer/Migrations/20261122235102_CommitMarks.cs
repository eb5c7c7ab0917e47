using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChargingConsole.Core.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class CommitMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CommitMarks");
        }
    }
}
