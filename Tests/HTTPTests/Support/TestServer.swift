import HTTP
import Testing

extension HTTPServerConfiguration {
    /// A free port of this host, two loops, and no deadline that a busy machine could miss.
    static var patient: HTTPServerConfiguration {
        var configuration = HTTPServerConfiguration(
            endpoints: [.address(host: "127.0.0.1", port: 0)])
        configuration.loops = 2
        configuration.headTimeout = .seconds(600)
        configuration.bodyTimeout = .seconds(600)
        configuration.keepAliveTimeout = .seconds(600)
        configuration.writeTimeout = .seconds(600)
        return configuration
    }
}

/// Runs `body` with the address of a server that it may do anything to, and drains it.
func withServer(
    _ service: any HTTPService = TestService.echo,
    observer: (@Sendable (HTTPServerEvent) -> Void)? = nil,
    configure: (inout HTTPServerConfiguration) -> Void = { _ in },
    _ body: (SocketAddress) async throws -> Void
) async throws {
    var configuration = HTTPServerConfiguration.patient
    configure(&configuration)
    let server = HTTPServer(configuration: configuration, service: service, observer: observer)
    let addresses = try server.start()
    do {
        try await body(try #require(addresses.first))
    } catch {
        await server.drain(timeout: .zero)
        throw error
    }
    await server.drain(timeout: .seconds(120))
    #expect(server.connectionCount == 0)
}
