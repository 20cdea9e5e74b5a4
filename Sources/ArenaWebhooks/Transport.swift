import CCurl
import Glibc
import HTTP
import Synchronization

/// Sends POST requests over libcurl, any number at once, from one thread of its own. The only file
/// that knows libcurl.
///
/// A request is sent once: no redirect is followed, no proxy is asked, no connection is made to an
/// address that the rules keep away, whatever the name leads to by then, and TLS is always checked.
package final class Transport: Sendable {
    package struct Request: Sendable {
        package let url: String
        /// Name and value of each field.
        package let fields: [(name: String, value: String)]
        package let body: [UInt8]

        package init(url: String, fields: [(name: String, value: String)], body: [UInt8]) {
            self.url = url
            self.fields = fields
            self.body = body
        }
    }

    package struct Outcome: Sendable {
        /// Of the answer; nil where there is none.
        package var status: Int?
        /// Why there is no answer, in libcurl's words.
        package var error: String?
        /// The first bytes of the answer's body.
        package var answer: [UInt8] = []
        /// The field `Retry-After` as it was sent.
        package var retryAfter: String?
        package var milliseconds = 0
    }

    package struct Configuration: Sendable {
        package var rules = OutboundRules()
        /// A file of certificates to trust beside the system's.
        package var certificates: String?
        package var timeoutMs = 15_000
        package var connectTimeoutMs = 5000
        package var connectionsMax = 256
        package var connectionsPerHostMax = 8

        package init() {}
    }

    /// So many bytes of an answer are kept.
    package static let answerMax = 1024
    /// A receiver that answers more is not listened to any longer.
    static let receivedMax = 64 << 10

    private let inbox: TransportInbox

    /// Throws what the system refuses.
    package init(_ configuration: Configuration) throws(TransportError) {
        guard ccurl_global_init() == CURLE_OK, let multi = curl_multi_init() else {
            throw TransportError(description: "libcurl cannot be used")
        }
        _ = ccurl_multi_set_long(
            multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, configuration.connectionsMax)
        _ = ccurl_multi_set_long(
            multi, CURLMOPT_MAX_HOST_CONNECTIONS, configuration.connectionsPerHostMax)
        inbox = TransportInbox(multi: UInt(bitPattern: multi))
        let start = Unmanaged.passRetained(
            TransportStart(inbox: inbox, configuration: configuration))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let start = Unmanaged<TransportStart>.fromOpaque(context).takeRetainedValue()
                TransportLoop(start).run()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            curl_multi_cleanup(multi)
            throw TransportError(description: "no thread can be started: error \(code)")
        }
        pthread_detach(thread)
    }

    deinit { close() }

    /// `completion` is called once, on the transport's thread: it must be quick. After `close` it
    /// is not called at all.
    package func send(
        _ request: Request, completion: @escaping @Sendable (Outcome) -> Void
    ) {
        inbox.add(.init(request: request, completion: completion))
    }

    /// Gives up what is on its way.
    package func close() { inbox.close() }
}

package struct TransportError: Error, CustomStringConvertible {
    package let description: String
}

/// What the thread is given to start with.
private final class TransportStart: Sendable {
    let inbox: TransportInbox
    let configuration: Transport.Configuration

    init(inbox: TransportInbox, configuration: Transport.Configuration) {
        self.inbox = inbox
        self.configuration = configuration
    }
}

/// What waits to be taken up by the thread.
private final class TransportInbox: Sendable {
    struct Item: Sendable {
        let request: Transport.Request
        let completion: @Sendable (Transport.Outcome) -> Void
    }

    private struct Content: Sendable {
        var items: [Item] = []
        /// Zero once the thread has ended.
        var multi: UInt
        var isClosed = false
    }

    private let content: Mutex<Content>

    init(multi: UInt) { content = Mutex(Content(multi: multi)) }

    func add(_ item: Item) {
        content.withLock { content in
            if content.isClosed { return }
            content.items.append(item)
            Self.wake(content)
        }
    }

    func close() {
        content.withLock { content in
            content.isClosed = true
            Self.wake(content)
        }
    }

    // The one call that another thread may make (curl_multi_wakeup(3)).
    private static func wake(_ content: Content) {
        if let multi = UnsafeMutableRawPointer(bitPattern: content.multi) {
            curl_multi_wakeup(multi)
        }
    }

    /// Nil once it is closed.
    func take() -> [Item]? {
        content.withLock { content in
            if content.isClosed { return nil }
            defer { content.items = [] }
            return content.items
        }
    }

    var multi: UInt { content.withLock { $0.multi } }

    func ended() { content.withLock { $0.multi = 0 } }
}

/// One request on its way; lives on the transport's thread.
private final class Transfer {
    let item: TransportInbox.Item
    let rules: OutboundRules
    var outcome = Transport.Outcome()
    var receivedCount = 0
    var isRefused = false
    var fields: UnsafeMutablePointer<curl_slist>?

    init(_ item: TransportInbox.Item, _ rules: OutboundRules) {
        self.item = item
        self.rules = rules
    }
}

/// The thread.
private struct TransportLoop {
    private let inbox: TransportInbox
    private let configuration: Transport.Configuration

    init(_ start: TransportStart) {
        inbox = start.inbox
        configuration = start.configuration
    }

    func run() {
        guard let multi = UnsafeMutableRawPointer(bitPattern: inbox.multi) else { return }
        var running: [UInt] = []
        while let items = inbox.take() {
            for item in items { begin(item, on: multi, &running) }
            var count: Int32 = 0
            curl_multi_perform(multi, &count)
            var left: Int32 = 0
            while let message = curl_multi_info_read(multi, &left) {
                guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle
                else { continue }
                finish(handle, message.pointee.data.result, on: multi, &running)
            }
            curl_multi_poll(multi, nil, 0, 60_000, nil)
        }
        inbox.ended()
        for number in running {
            guard let handle = UnsafeMutableRawPointer(bitPattern: number) else { continue }
            curl_multi_remove_handle(multi, handle)
            dispose(handle)
        }
        curl_multi_cleanup(multi)
    }

    private func begin(
        _ item: TransportInbox.Item, on multi: UnsafeMutableRawPointer, _ running: inout [UInt]
    ) {
        guard let handle = curl_easy_init() else {
            var outcome = Transport.Outcome()
            outcome.error = "out of memory"
            return item.completion(outcome)
        }
        let transfer = Transfer(item, configuration.rules)
        for field in item.request.fields {
            transfer.fields = curl_slist_append(transfer.fields, "\(field.name): \(field.value)")
        }
        // Not asked for before a small body: a receiver that does not know it would wait.
        transfer.fields = curl_slist_append(transfer.fields, "Expect:")
        set(handle, for: transfer)
        curl_multi_add_handle(multi, handle)
        running.append(UInt(bitPattern: handle))
    }

    private func set(_ handle: UnsafeMutableRawPointer, for transfer: Transfer) {
        let context = Unmanaged.passRetained(transfer).toOpaque()
        let request = transfer.item.request
        ccurl_set_pointer(handle, CURLOPT_PRIVATE, context)
        ccurl_set_text(handle, CURLOPT_URL, request.url)
        ccurl_set_text(
            handle, CURLOPT_PROTOCOLS_STR,
            configuration.rules.allowsPlainHTTP ? "http,https" : "https")
        ccurl_set_text(handle, CURLOPT_PROXY, "")
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, configuration.timeoutMs)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeoutMs)
        // A connection that is kept was checked when it was made; a name may lead elsewhere by now.
        ccurl_set_long(handle, CURLOPT_FORBID_REUSE, 1)
        ccurl_set_long(handle, CURLOPT_DNS_CACHE_TIMEOUT, 0)
        ccurl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        ccurl_set_long(handle, CURLOPT_POST, 1)
        ccurl_set_long(handle, CURLOPT_POSTFIELDSIZE, request.body.count)
        _ = request.body.withUnsafeBytes { bytes in
            ccurl_set_pointer(
                handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            )
        }
        ccurl_set_list(handle, CURLOPT_HTTPHEADER, transfer.fields)
        if let certificates = configuration.certificates {
            ccurl_set_text(handle, CURLOPT_CAINFO, certificates)
        }
        ccurl_set_receive(handle, CURLOPT_WRITEFUNCTION, receiveBody)
        ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        ccurl_set_receive(handle, CURLOPT_HEADERFUNCTION, receiveField)
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        ccurl_set_open_socket(handle, openSocket)
        ccurl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
    }

    private func finish(
        _ handle: UnsafeMutableRawPointer, _ result: CURLcode,
        on multi: UnsafeMutableRawPointer, _ running: inout [UInt]
    ) {
        curl_multi_remove_handle(multi, handle)
        running.removeAll { $0 == UInt(bitPattern: handle) }
        guard let context = ccurl_context(handle) else { return }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        var outcome = transfer.outcome
        outcome.milliseconds = Int(ccurl_microseconds(handle) / 1000)
        let status = ccurl_status(handle)
        let isWhole = result == CURLE_OK || transfer.receivedCount > Transport.receivedMax
        if isWhole, status > 0 {
            outcome.status = status
        } else {
            outcome.error =
                transfer.isRefused
                ? "the address may not be sent to" : String(cString: curl_easy_strerror(result))
        }
        dispose(handle)
        transfer.item.completion(outcome)
    }

    private func dispose(_ handle: UnsafeMutableRawPointer) {
        guard let context = ccurl_context(handle) else { return }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeRetainedValue()
        curl_easy_cleanup(handle)
        curl_slist_free_all(transfer.fields)
    }
}

// MARK: What libcurl calls

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

/// Less than what was given ends the transfer (CURLOPT_WRITEFUNCTION(3)).
private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let transfer = transfer(context), let bytes else { return 0 }
    let length = size * count
    transfer.receivedCount += length
    if transfer.receivedCount > Transport.receivedMax { return 0 }
    let room = Transport.answerMax - transfer.outcome.answer.count
    let raw = UnsafeRawBufferPointer(start: bytes, count: min(length, max(0, room)))
    transfer.outcome.answer.append(contentsOf: raw)
    return length
}

private func receiveField(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let transfer = transfer(context), let bytes else { return 0 }
    let line = String(
        decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self)
    let parts = line.split(separator: ":", maxSplits: 1)
    if parts.count == 2, parts[0].lowercased() == "retry-after" {
        transfer.outcome.retryAfter = parts[1].filter { !"\r\n".contains($0) }
    }
    return size * count
}

/// Called with each address that a name leads to, before any packet leaves.
private func openSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
    _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let transfer = transfer(context), let address else { return ccurl_no_socket }
    var storage = sockaddr_storage()
    let size = min(Int(address.pointee.addrlen), MemoryLayout<sockaddr_storage>.size)
    // The record ends with an address of that length.
    let start =
        UnsafeRawPointer(address) + (MemoryLayout.offset(of: \curl_sockaddr.addr) ?? 0)
    withUnsafeMutableBytes(of: &storage) { raw in
        raw.copyMemory(from: UnsafeRawBufferPointer(start: start, count: size))
    }
    guard transfer.rules.allows(SocketAddress(system: storage)) else {
        transfer.isRefused = true
        return ccurl_no_socket
    }
    let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    return socket(address.pointee.family, type, address.pointee.protocol)
}
