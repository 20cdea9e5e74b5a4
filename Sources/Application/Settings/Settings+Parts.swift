import ArenaAPI
import ArenaCore
import ArenaStore
import ArenaWebhooks
import HTTP
import Telemetry

/// What each part of the server is told.
extension Settings {
    /// For the log.
    var log: Log { Log(level: logLevel, format: logFormat) }

    /// For the store.
    var store: Store.Configuration {
        var limits = Limits()
        limits.registration = registration
        limits.cosigners = cosigners
        var configuration = Store.Configuration(path: dataFolder)
        configuration.limits = limits
        configuration.snapshotChanges = snapshotChanges
        configuration.snapshotInterval = snapshotInterval
        return configuration
    }

    /// For the API.
    var api: API.Configuration {
        var configuration = API.Configuration()
        configuration.baseURL = baseURL
        configuration.adminToken = adminToken
        configuration.defaultLanguage = defaultLanguage
        configuration.logsAccess = logsAccess
        configuration.bodyBytesMax = bodyBytesMax
        configuration.version = Program.version
        configuration.limitsRates = limitsRates
        configuration.proxies.ranges = trustedProxies
        configuration.proxies.field = proxyField
        // Only a proxy listens for others where the server has no address of its own.
        if case .local = listen { configuration.proxies.trustsLocalSockets = true }
        configuration.metricsNetworks = metricsNetworks
        configuration.outbound = outbound
        configuration.streamsMax = streamsMax
        let base = baseURL ?? ""
        configuration.message = { WebhookMessage.body($0, base: base) }
        return configuration
    }

    /// For webhooks.
    var webhooks: Courier.Configuration {
        var configuration = Courier.Configuration()
        configuration.baseURL = baseURL
        configuration.version = Program.version
        configuration.transport.rules = outbound
        configuration.transport.certificates = webhookCertificates
        return configuration
    }

    private var outbound: OutboundRules {
        var rules = OutboundRules()
        rules.allowsPlainHTTP = allowsPlainWebhooks
        rules.ports = webhookPorts
        rules.openRanges = webhookRanges
        return rules
    }

    /// For the HTTP server.
    var server: HTTPServerConfiguration {
        let inherited = inheritedSockets.map(HTTPServerConfiguration.Endpoint.descriptor)
        var configuration = HTTPServerConfiguration(
            endpoints: inherited.isEmpty ? [listen] : inherited)
        configuration.loops = loops
        configuration.connectionsMax = connectionsMax
        configuration.connectionsPerAddressMax = connectionsPerAddressMax
        configuration.networksWithoutLimit = Self.thisMachine + trustedProxies
        // Of few connections only a few more can be kept to be told so.
        configuration.refusedConnectionsMax = min(
            configuration.refusedConnectionsMax, connectionsMax / 4)
        return configuration
    }

    private static let thisMachine = ["127.0.0.0/8", "::1/128"].compactMap { AddressRange($0) }
}
