import ArenaAPI
import ArenaCore
import HTTP
import Telemetry

/// What whoever runs the server decides. The values here are the defaults.
package struct Settings: Sendable {
    package var configurationFile: String?
    package var listen = HTTPServerConfiguration.Endpoint.address(host: "127.0.0.1", port: 8080)
    /// Sockets that listen already; they are used in the place of `listen`.
    package var inheritedSockets: [Int32] = []
    package var dataFolder = ".arena-data"
    package var publicFolder = PublicFolder.found
    /// Without a slash at the end.
    package var baseURL: String?
    package var adminToken: Digest?
    package var registration = Limits.Registration.approval
    package var cosigners = 2
    package var defaultLanguage = Language.nb
    package var bodyBytesMax = 1 << 20
    package var connectionsMax = 16_000
    /// From one IPv4 address or IPv6 /64, but for this machine and the trusted proxies.
    package var connectionsPerAddressMax = 1000
    package var streamsMax = 2000
    package var limitsRates = true
    package var trustedProxies: [AddressRange] = []
    package var proxyField = TrustedProxies.Field.xForwardedFor
    package var metricsNetworks = ["127.0.0.0/8", "::1/128"].compactMap(AddressRange.init)
    /// How many changes after a snapshot the next one is made; 0 is never for that reason.
    package var snapshotChanges = 100_000
    /// How long after a snapshot the next one is made; zero is never for that reason.
    package var snapshotInterval = Duration.seconds(3600)
    /// How many months entries of the audit log are kept; 0 is for ever.
    package var auditMonths = 24
    package var allowsPlainWebhooks = false
    /// Nil for any.
    package var webhookPorts: [Int]? = [443, 80, 8443]
    package var webhookRanges: [AddressRange] = []
    /// A file of certificates in PEM to trust beside the system's.
    package var webhookCertificates: String?
    package var shutdownTimeout = Duration.seconds(8)
    /// How many event loops; nil is one a core.
    package var loops: Int?
    package var logLevel = Log.Level.info
    package var logFormat = Log.Format.auto
    package var logsAccess = false

    /// The defaults.
    package init() {}
}
