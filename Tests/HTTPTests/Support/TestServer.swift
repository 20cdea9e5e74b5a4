import HTTP
import Testing

/// Runs `body` with the address of a server that it may do anything to, and drains it.
func withServer(
    _ service: any HTTPService = TestService.echo,
    observer: (@Sendable (HTTPServerEvent) -> Void)? = nil,
    configure: (inout HTTPServerConfiguration) -> Void = { _ in },
    _ body: (SocketAddress) async throws -> Void
) async throws {
    var configuration = HTTPServerConfiguration(endpoints: [.address(host: "127.0.0.1", port: 0)])
    configuration.loops = 2
    configure(&configuration)
    let server = HTTPServer(configuration: configuration, service: service, observer: observer)
    let addresses = try server.start()
    do {
        try await body(try #require(addresses.first))
    } catch {
        await server.drain(timeout: .zero)
        throw error
    }
    await server.drain(timeout: .seconds(10))
    #expect(server.connectionCount == 0)
}
