import ArenaAPI
import ArenaCore
import HTTP
import Telemetry

extension Setting {
    /// Every setting, in the order of the help text.
    package static let all: [Setting] = [
        Setting(
            "CONFIG", .path, \.configurationFile,
            "A file with settings, one NAME = value a line; # begins a comment line."),
        Setting(
            "LISTEN", .endpoint, \.listen,
            "Where to listen; port 0 takes any free one."),
        host, port,
        Setting(
            "DATA_DIR", .path, \.dataFolder, alias: "--data",
            "The data folder, which is made if it is missing; its parent must be there."),
        Setting(
            "PUBLIC_DIR", .publicFolder, \.publicFolder,
            fallback: "Public here or beside the program, else none",
            "The folder of the web pages."),
        Setting(
            "BASE_URL", .baseURL, \.baseURL,
            "Where clients reach the server, for absolute links; without it links are paths."),
        Setting(
            "ADMIN_TOKEN", .token, \.adminToken, isSecret: true,
            fallback: "one is made and written to admin-token in the data folder",
            "The token of the first admin: 32 or more visible ASCII characters."),
        Setting(
            "REGISTRATION", .caseName, \.registration,
            "Who may register: all with an admin's approval, all at once, or nobody."),
        Setting(
            "COSIGNERS", .whole(1...100), \.cosigners,
            "How many co-signers open a proposed arena."),
        Setting(
            "DEFAULT_LANGUAGE", .caseName, \.defaultLanguage,
            "The language of messages where a client asks for none."),
        Setting(
            "MAX_BODY_BYTES", .size(1024...(64 << 20)), \.bodyBytesMax,
            "The longest request body, but for NDJSON."),
        Setting(
            "MAX_CONNECTIONS", .whole(1...1_000_000), \.connectionsMax,
            "How many connections may be open; more are answered by 503."),
        Setting(
            "MAX_CONNECTIONS_PER_ADDRESS", .whole(1...1_000_000), \.connectionsPerAddressMax,
            "How many from one address, but for this machine and trusted proxies."),
        Setting(
            "MAX_STREAMS", .whole(1...1_000_000), \.streamsMax,
            "How many may follow along at once; more are answered by 503."),
        Setting(
            "RATE_LIMIT", .switched, \.limitsRates,
            "Whether clients have quotas of requests; the answer over a quota is 429."),
        Setting(
            "TRUSTED_PROXIES", .ranges, \.trustedProxies, fallback: "none",
            "The proxies that are believed when they say for whom they ask."),
        Setting(
            "PROXY_FIELD", .caseName, \.proxyField,
            "The header field in which those proxies say it."),
        Setting(
            "METRICS_ALLOWED_NETWORKS", .ranges, \.metricsNetworks,
            "Who may read /metrics, besides admins."),
        Setting(
            "SNAPSHOT_CHANGES", .whole(0...1_000_000_000), \.snapshotChanges,
            "A snapshot is made after so many changes, or more where there is more; 0: never so."),
        Setting(
            "SNAPSHOT_INTERVAL", .duration(max: .seconds(366 * 86_400)), \.snapshotInterval,
            "A snapshot is made after so long if there were changes; 0 switches that off."),
        Setting(
            "AUDIT_MONTHS", .whole(0...1200), \.auditMonths,
            "How many months the audit log is kept; 0: for ever."),
        Setting(
            "WEBHOOK_ALLOW_HTTP", .switched, \.allowsPlainWebhooks,
            "Whether webhooks may lead to http addresses besides https."),
        Setting(
            "WEBHOOK_PORTS", .ports, \.webhookPorts,
            "The ports that webhooks may lead to."),
        Setting(
            "WEBHOOK_ALLOW_CIDRS", .ranges, \.webhookRanges, fallback: "none",
            "Addresses that webhooks may lead to although not everybody can reach them."),
        Setting(
            "WEBHOOK_CA_FILE", .path, \.webhookCertificates, fallback: "none",
            "Certificates in PEM that webhooks trust beside the system's."),
        Setting(
            "SHUTDOWN_TIMEOUT", .duration(max: .seconds(3600)), \.shutdownTimeout,
            "How long requests may take to end after SIGTERM or SIGINT."),
        Setting(
            "LOOPS", .whole(1...256), \.loops, fallback: "one a core",
            "How many event loops serve the connections."),
        Setting(
            "LOG_LEVEL", .choice(Log.Level.allCases.map { ($0.name, $0) }), \.logLevel,
            "The least grave level that is logged."),
        Setting(
            "LOG_FORMAT", .caseName, \.logFormat,
            "How log lines look; auto is journal under systemd, else text."),
        Setting(
            "ACCESS_LOG", .switched, \.logsAccess,
            "A log line for every request; without it errors and slow answers are logged."),
    ]

    /// The settings of those names, in the order of `all`.
    static func named(_ names: String...) -> [Setting] { all.filter { names.contains($0.name) } }

    private static let host = Setting(
        "HOST", notation: SettingForm.host.notation,
        expected: SettingForm.host.expected + ", and no unix: in LISTEN",
        fallback: "that of LISTEN",
        "Replaces the address in LISTEN.",
        read: { text, settings in
            guard let host = SettingForm.host.parse(text),
                case .address(_, let port) = settings.listen
            else { return false }
            settings.listen = .address(host: host, port: port)
            return true
        },
        show: { settings in
            guard case .address(let host, _) = settings.listen else { return nil }
            return host
        })

    private static let port = Setting(
        "PORT", notation: SettingForm.port.notation,
        expected: SettingForm.port.expected + ", and no unix: in LISTEN",
        fallback: "that of LISTEN",
        "Replaces the port in LISTEN.",
        read: { text, settings in
            guard let port = SettingForm.port.parse(text),
                case .address(let host, _) = settings.listen
            else { return false }
            settings.listen = .address(host: host, port: port)
            return true
        },
        show: { settings in
            guard case .address(_, let port) = settings.listen else { return nil }
            return String(port)
        })
}
