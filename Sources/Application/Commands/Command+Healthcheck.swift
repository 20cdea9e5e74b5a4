extension Command {
    static let healthcheck = Command(
        name: "healthcheck", summary: "Asks the server on this machine whether it lives.",
        details: "Exits 0 where /healthz at the address of LISTEN answers 200, else 1.",
        settings: Setting.named("CONFIG", "LISTEN", "HOST", "PORT")
    ) { call throws(CommandFailure) in
        let endpoint = try call.settings().settings.listen
        if let problem = HealthProbe(endpoint: endpoint).problem() {
            throw CommandFailure(.failure, "\(endpoint.text): \(problem)")
        }
        try call.console.write("ok\n")
    }
}
