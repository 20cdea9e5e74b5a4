/// An issue and where it is.
public struct JSONProblem: Sendable, Equatable {
    /// Where the faulty value is, or would be if it were there.
    public let pointer: JSONPointer
    /// What is wrong with it.
    public let issue: JSONIssue

    /// An issue at a place.
    public init(_ pointer: JSONPointer, _ issue: JSONIssue) {
        self.pointer = pointer
        self.issue = issue
    }
}
