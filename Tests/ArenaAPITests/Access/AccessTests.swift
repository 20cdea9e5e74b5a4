import HTTP
import Testing

@testable import ArenaAPI

struct AccessTests {
    @Test func `every route stands in the access table and nothing else does`() {
        let operations = Set(Routes.all.map(\.operation))
        #expect(operations.count == Routes.all.count, "an operation stands twice")
        #expect(Set(AccessTable.rows.map(\.operation)) == operations)
        for row in AccessTable.rows {
            #expect(row.statuses.allSatisfy { $0.count == AccessCaller.allCases.count })
        }
    }

    @Test(arguments: AccessTable.rows.indices)
    func `every kind of caller gets what the table says of every label`(index: Int) throws {
        let row = AccessTable.rows[index]
        let world = try AccessWorld.shared.get()
        let route = try #require(Routes.all.first { $0.operation == row.operation })
        // Reads leave the world as it is; each write begins with a fresh one.
        var server = try world.server()
        defer { server.close() }
        for label in row.labels {
            for caller in AccessCaller.allCases {
                let answer = try world.answer(
                    row, method: route.method.rawValue, as: caller, label: label, from: server)
                if route.method != .get {
                    server.close()
                    server = try world.server()
                }
                #expect(
                    answer.status == row.status(caller, label: label),
                    "\(row.operation) \(row.path) \(row.body ?? "") as \(caller): \(answer.text)")
            }
        }
    }
}
