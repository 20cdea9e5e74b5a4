/// The request methods that the server knows (RFC 9110 §9, RFC 5789). Any other is answered by
/// 501 before a service sees it.
public enum HTTPMethod: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
    /// Offered nowhere: it would show a page what its own requests carry.
    case trace = "TRACE"

    /// The method of that case-sensitive name (RFC 9110 §9.1).
    init?(_ name: UnsafeRawBufferPointer) {
        switch name.count {
        case 3:
            if name.equals("GET") {
                self = .get
            } else if name.equals("PUT") {
                self = .put
            } else {
                return nil
            }
        case 4:
            if name.equals("HEAD") {
                self = .head
            } else if name.equals("POST") {
                self = .post
            } else {
                return nil
            }
        case 5 where name.equals("PATCH"): self = .patch
        case 5 where name.equals("TRACE"): self = .trace
        case 6 where name.equals("DELETE"): self = .delete
        case 7 where name.equals("OPTIONS"): self = .options
        default: return nil
        }
    }
}
