#include <sqlite3.h>

#include <QtTest>

#include "core/files.h"
#include "tests/testkit/temp_folder.h"

using namespace cairn;

namespace {

// A connection that closes itself.
class Connection {
  public:
    Connection(Files& files, const std::string& path) {
        openedWith_ =
            sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                            sqliteVfs(files).c_str());
    }
    ~Connection() { sqlite3_close(database_); }
    Connection(const Connection&) = delete;
    int run(const char* sql) { return sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); }
    std::string ask(const char* sql) {
        std::string answer;
        sqlite3_exec(
            database_, sql,
            [](void* to, int, char** values, char**) {
                *static_cast<std::string*>(to) += values[0] ? values[0] : "null";
                return 0;
            },
            &answer, nullptr);
        return answer;
    }
    sqlite3* get() { return database_; }

  private:
    sqlite3* database_ = nullptr;
    int openedWith_ = 0;
};

}  // namespace

class SqliteVfsTest : public QObject {
    Q_OBJECT
    TempFolder folder_;

  private slots:
    void rowsOutliveTheConnection() {
        const std::string path = folder_ / "a.db";
        {
            Connection first(realFiles(), path);
            QCOMPARE(first.ask("PRAGMA journal_mode=TRUNCATE"), std::string("truncate"));
            first.run("PRAGMA synchronous=EXTRA");
            QCOMPARE(first.run("CREATE TABLE t(x); INSERT INTO t VALUES('kept')"), SQLITE_OK);
        }
        Connection second(realFiles(), path);
        QCOMPARE(second.ask("SELECT x FROM t"), std::string("kept"));
        QCOMPARE(second.ask("PRAGMA integrity_check"), std::string("ok"));
    }

    void anEncryptedDatabaseWorksAndShowsNothing() {
        const std::string path = folder_ / "b.db";
        const std::string key = "x'" + std::string(64, '4') + "'";
        {
            Connection locked(realFiles(), path);
            QCOMPARE(sqlite3_key_v2(locked.get(), "main", key.data(), static_cast<int>(key.size())),
                     SQLITE_OK);
            QVERIFY(locked.ask("PRAGMA cipher_version").starts_with("4."));
            QCOMPARE(locked.run("CREATE TABLE t(x); INSERT INTO t VALUES('marker in clear')"),
                     SQLITE_OK);
        }
        const Bytes bytes = readAll(realFiles(), path, 1 << 20).value();
        QVERIFY(text(bytes).find("marker") == std::string_view::npos);
        QVERIFY(text(bytes).find("SQLite format") == std::string_view::npos);
        Connection without(realFiles(), path);
        QCOMPARE(without.run("SELECT * FROM t"), SQLITE_NOTADB);
    }

    void aWriterKeepsOthersOutUntilItIsDone() {
        const std::string path = folder_ / "c.db";
        Connection one(realFiles(), path);
        Connection other(realFiles(), path);
        QCOMPARE(one.run("CREATE TABLE t(x); INSERT INTO t VALUES(1)"), SQLITE_OK);
        QCOMPARE(one.run("BEGIN IMMEDIATE; INSERT INTO t VALUES(2)"), SQLITE_OK);
        QCOMPARE(other.ask("SELECT count(*) FROM t"), std::string("1"));  // readers may read
        QCOMPARE(other.run("BEGIN IMMEDIATE"), SQLITE_BUSY);  // a second writer may not write
        QCOMPARE(other.run("BEGIN; SELECT * FROM t"), SQLITE_OK);
        QCOMPARE(one.run("COMMIT"), SQLITE_BUSY);  // and a reader holds the commit back
        QCOMPARE(other.run("COMMIT"), SQLITE_OK);
        QCOMPARE(one.run("COMMIT"), SQLITE_OK);
        QCOMPARE(other.ask("SELECT count(*) FROM t"), std::string("2"));
        QCOMPARE(other.run("BEGIN EXCLUSIVE"), SQLITE_OK);
        QCOMPARE(one.run("SELECT * FROM t"), SQLITE_BUSY);
        QCOMPARE(other.run("ROLLBACK"), SQLITE_OK);
    }

    void walIsNotToBeHad() {  // one flipped bit in a WAL loses committed rows without a word
        Connection connection(realFiles(), folder_ / "d.db");
        QCOMPARE(connection.ask("PRAGMA journal_mode=WAL"), std::string("delete"));
    }

    void oneFilesHasOneVfs() { QCOMPARE(sqliteVfs(realFiles()), sqliteVfs(realFiles())); }
};

QTEST_APPLESS_MAIN(SqliteVfsTest)
#include "sqlite_vfs_test.moc"
