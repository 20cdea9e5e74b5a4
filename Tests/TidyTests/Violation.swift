/// A place that breaks a rule, printed so that an editor can jump to it.
struct Violation: CustomStringConvertible {
    let path: String
    let line: Int
    let rule: String

    var description: String { "\(path):\(line): \(rule)" }
}
