import ArenaCore
import HTTP
import JSON

/// One operation of the API, as data: everything that the router, the checks before a handler,
/// the access table and the OpenAPI document need to know of it.
package final class Route: Sendable {
    /// The `operationId` of the OpenAPI document.
    package let operation: String
    package let method: HTTPMethod
    package let path: String
    package let caller: Caller
    package let summary: String
    package let parameters: [QueryParameter]
    package let body: RequestBody?
    package let answers: [Answer]
    /// The names in braces, in the order of the path.
    package let pathParameters: [String]
    /// The types that its answers may have; empty where it answers without content.
    let mediaTypes: [String]
    /// The order of a list where the query says none.
    let order: ListOrder
    package let handler: Handler

    init(
        _ method: HTTPMethod, _ path: String, _ operation: String, for caller: Caller,
        _ summary: String, parameters: [QueryParameter] = [], body: RequestBody? = nil,
        answers: [Answer], order: ListOrder = .oldest, _ handler: Handler
    ) {
        self.operation = operation
        self.method = method
        self.path = path
        self.caller = caller
        self.summary = summary
        self.parameters = method == .get ? parameters : parameters + [.dryRun]
        self.body = body
        self.answers = method == .get ? answers : answers + answers.compactMap(\.ofDryRun)
        self.order = order
        self.handler = handler
        mediaTypes = answers.compactMap { answer in
            switch answer.content {
            case .none: nil
            case .resource, .list: "application/json"
            case .other(let mediaType, _): mediaType
            }
        }
        pathParameters = path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
            String($0.dropFirst().prefix { $0 != "}" })
        }
    }

    /// Whether it is part of the API proper, and not of what stands beside it for operators.
    var isResource: Bool { path.hasPrefix("/v1") || path.hasPrefix("/feeds/") }
}

/// Who may call an operation at all; the rules decide the rest.
package enum Caller: Sendable, Equatable {
    /// Anyone; a token that is sent must be good.
    case anyone
    /// Any good token, also of an organisation that is not active.
    case identified
    /// An active organisation or an admin, by a token with the scope.
    case scope(Token.Scope)
    case admin
}

package struct RequestBody: Sendable {
    package let shape: JSONShape
    package let mediaTypes: [String]
    package let isRequired: Bool

    static let json = ["application/json"]
    static let lines = "application/x-ndjson"
    static let mergePatch = ["application/merge-patch+json", "application/json"]

    static func json(_ shape: JSONShape, required: Bool = true) -> RequestBody {
        RequestBody(shape: shape, mediaTypes: json, isRequired: required)
    }

    /// Objects, a line each.
    static func lines(_ shape: JSONShape) -> RequestBody {
        RequestBody(shape: shape, mediaTypes: [lines], isRequired: true)
    }

    /// One object, or many of them a line each.
    static func jsonOrLines(_ shape: JSONShape) -> RequestBody {
        RequestBody(shape: shape, mediaTypes: json + [lines], isRequired: true)
    }

    static func patch(_ shape: JSONShape) -> RequestBody {
        RequestBody(shape: shape, mediaTypes: mergePatch, isRequired: true)
    }
}

/// An answer that an operation gives when all is well.
package struct Answer: Sendable {
    package let status: Int
    package let content: Content

    package enum Content: Sendable {
        case none
        case resource(JSONShape)
        case list(of: JSONShape)
        case other(mediaType: String, description: String)
    }

    static func ok(_ shape: JSONShape) -> Answer { Answer(status: 200, content: .resource(shape)) }
    static func created(_ shape: JSONShape) -> Answer {
        Answer(status: 201, content: .resource(shape))
    }
    static func accepted(_ shape: JSONShape) -> Answer {
        Answer(status: 202, content: .resource(shape))
    }
    /// What a dry run gives in place of it; nil where that is the same.
    var ofDryRun: Answer? {
        status == 201 || status == 202 ? Answer(status: 200, content: content) : nil
    }
    static func list(_ shape: JSONShape) -> Answer {
        Answer(status: 200, content: .list(of: shape))
    }
    static let lines = Answer(
        status: 200,
        content: .other(
            mediaType: RequestBody.lines, description: "The result of each line, in order."))
    static func text(_ description: String) -> Answer {
        Answer(status: 200, content: .other(mediaType: "text/plain", description: description))
    }
    static let noContent = Answer(status: 204, content: .none)
}

/// What an operation does. Handlers run on an event loop and never block.
package enum Handler: Sendable {
    /// Answers from what is durable.
    case read(@Sendable (Call) throws(Refusal) -> HTTPResponse)
    /// Answers from what has to be fetched first.
    case fetch(@Sendable (Call) throws(Refusal) -> HTTPAnswer)
    /// Takes the whole body, an empty object where none was sent.
    case write(@Sendable (Call, JSONValue) throws(Refusal) -> HTTPAnswer)
    /// Takes one JSON object, or a line at a time where the body is NDJSON.
    case writeOrLines(
        @Sendable (Call, JSONValue) throws(Refusal) -> HTTPAnswer,
        lines: @Sendable (Call) -> any HTTPBodySink)
    /// Takes NDJSON, a line at a time, of at most so many bytes.
    case lines(@Sendable (Call) -> (sink: any HTTPBodySink, limit: Int))
}
