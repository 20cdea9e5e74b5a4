import Dispatch
import HTTP
import Telemetry

extension Command {
    static let serve = Command(
        name: "serve", summary: "Runs the server until SIGTERM or SIGINT.",
        details: """
            Prints one line once it listens; the log goes to standard error. A second signal \
            ends it at once.
            """,
        settings: Setting.all
    ) { call throws(CommandFailure) in
        Allocator.joinFreedPieces()
        let effective = try call.settings()
        let log = effective.settings.log
        defer { log.flush() }
        for warning in effective.warnings { log.warning(warning) }
        let signals = ShutdownSignals()
        let service = ServiceNotifier(environment: call.environment)
        var settings = effective.settings
        settings.inheritedSockets = InheritedSockets.take(from: call.environment)
        let connectionsPossible = OpenFileLimit.raise()
        // Whoever is over a limit is told so, whoever finds no descriptor is left waiting.
        settings.connectionsMax = min(settings.connectionsMax, connectionsPossible)
        let application = try Application(settings, log: log)
        if connectionsPossible < effective.settings.connectionsMax {
            log.warning(
                "the limit of open files allows fewer connections than are set",
                [
                    "set": .integer(effective.settings.connectionsMax),
                    "possible": .integer(connectionsPossible),
                ])
        }

        let asked = DispatchSemaphore(value: 0)
        signals.whenAsked { number in
            log.notice("stopping", ["signal": .integer(Int(number))])
            asked.signal()
        }
        announce(try application.start(), call.console, log)
        service.notify("READY=1", "STATUS=serving")
        let watchdog = Watchdog(environment: call.environment) {
            application.whenAlive { service.notify("WATCHDOG=1") }
        }

        // Until the very end: a drain may take longer than the watchdog waits.
        withExtendedLifetime(watchdog) {
            asked.wait()
            service.notify("STOPPING=1")
            stop(application, log)
        }
    }

    private static func announce(_ address: SocketAddress, _ console: Console, _ log: Log) {
        let text = address.port == nil ? "\(address)" : "http://\(address)"
        log.notice("listening", ["address": .string(text), "version": .string(Program.version)])
        do {
            try console.write("listening on \(text)\n")
        } catch {
            // The log has said it: a service need not have a standard output.
            for message in error.messages { log.warning(message) }
        }
    }

    private static func stop(_ application: Application, _ log: Log) {
        let stopped = DispatchSemaphore(value: 0)
        application.stop { isWhole in
            if !isWhole { log.warning("requests were cut off, for their time was over") }
            stopped.signal()
        }
        stopped.wait()
        log.notice("stopped")
    }
}
