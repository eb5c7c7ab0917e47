# Built and run nowhere yet: see docs/operations.md.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY ChargingConsole/ChargingConsole.csproj ChargingConsole/
COPY ChargingConsole.Core/ChargingConsole.Core.csproj ChargingConsole.Core/
COPY ChargingConsole.Simulator/ChargingConsole.Simulator.csproj ChargingConsole.Simulator/
RUN dotnet restore ChargingConsole
COPY wwwroot-assets/ wwwroot-assets/
COPY ChargingConsole.Core/ ChargingConsole.Core/
COPY ChargingConsole.Simulator/ ChargingConsole.Simulator/
COPY ChargingConsole/ ChargingConsole/
RUN dotnet publish ChargingConsole --no-restore -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
# The image's own port setting would only be overridden, with a warning.
ENV ASPNETCORE_HTTP_PORTS= \
    ConnectionStrings__Charging="Data Source=/data/charging.db"
RUN mkdir /data && chown "$APP_UID" /data
COPY --from=build /app .
USER $APP_UID
VOLUME /data
EXPOSE 8000 9000
ENTRYPOINT ["dotnet", "ChargingConsole.dll"]
