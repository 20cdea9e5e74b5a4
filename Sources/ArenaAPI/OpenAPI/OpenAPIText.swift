import Synchronization

/// The OpenAPI document of this server as bytes, made when it is first asked for: a start does not
/// wait for what few read.
final class OpenAPIText: Sendable {
    private let version: String
    private let made = Mutex<[UInt8]?>(nil)

    init(version: String) {
        self.version = version
    }

    /// The JSON text.
    var bytes: [UInt8] {
        made.withLock { made in
            if let made { return made }
            let bytes = OpenAPIDocument(Routes.all, version: version).bytes
            made = bytes
            return bytes
        }
    }
}
