import ArenaCore
import ArenaStore
import HTTP
import JSON
import Telemetry

enum OperationHandlers {
    static func health(_ call: Call) throws(Refusal) -> HTTPResponse {
        call.text("text/plain; charset=utf-8", Array("ok\n".utf8))
    }

    static func readiness(_ call: Call) throws(Refusal) -> HTTPResponse {
        let standing = call.api.store.status
        let failure = standing.failure
        let isDraining = call.api.isDraining
        var json = JSONWriter(capacity: 128)
        json.beginObject()
        json.member("status", isDraining ? "draining" : failure == nil ? "ready" : "failing")
        json.key("checks")
        json.beginObject()
        // Why it fails names paths of this machine: the log has it.
        json.member("storage", failure == nil ? "ok" : "failing")
        // The journals hold everything meanwhile: the server is as ready as before.
        json.member("snapshots", standing.snapshotFailure == nil ? "ok" : "failing")
        json.endObject()
        json.endObject()
        json.newline()
        var response = call.text(
            "application/json", status: isDraining || failure != nil ? .serviceUnavailable : .ok,
            json.finish())
        if response.status == .serviceUnavailable { response.fields.append("Retry-After", "5") }
        return response
    }

    /// What only those who run the server may read: for others it is not there.
    static func metrics(_ call: Call) throws(Refusal) -> HTTPResponse {
        let settings = call.api.configuration
        let client = settings.proxies.client(of: call.head)
        // A proxy that nobody has vouched for brings callers from anywhere.
        let isNear =
            !settings.proxies.isForwardedByStranger(call.head)
            && settings.metricsNetworks.contains { $0.contains(client) }
        guard isNear || call.viewer.isAdmin else { throw Refusal(.notFound) }
        return call.text(MetricsRegistry.contentType, call.api.metrics.exposition())
    }

    static func openAPI(_ call: Call) throws(Refusal) -> HTTPResponse {
        call.document { $0.raw(call.api.openAPI.bytes) }
    }
}
