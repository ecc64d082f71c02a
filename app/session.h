// The tablet's window as a whole: enrolled or not, locked or open, which screen, and the models of
// the screens. Locking drops every decrypted thing: models, pictures, drafts, and with the Locker
// every key.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QTimer>
#include <functional>

#include "app/capture_model.h"
#include "app/exhibit_model.h"
#include "app/exhibits_model.h"
#include "app/import_model.h"
#include "app/locker_thread.h"
#include "app/navigation.h"
#include "app/outbox_model.h"
#include "app/passphrase_field.h"
#include "app/pictures.h"
#include "app/receiver_model.h"
#include "app/settings.h"
#include "app/site_draft.h"
#include "app/sites_model.h"
#include "app/terms.h"

namespace cairn {

// What lies outside the window. All outlive the session.
struct SessionDoors {
    Files& files;
    Clock& clock;
    std::string folder;          // the locker's
    Decoder* decoder = nullptr;  // absent: pictures are kept, none is shown
    QStringList importPlaces;    // empty: the cards and disks of this machine
    // Makes the locker of a new device; in a thread of its own. Repeatable.
    std::function<Result<std::unique_ptr<Locker>>(std::string code, std::string person,
                                                  const SecretBytes& passphrase)>
        enrol;
    OutboxModel::Send send;  // absent: no network
};

class Session : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(Stage stage READ stage NOTIFY changed)
    Q_PROPERTY(bool exercise READ exercise NOTIFY changed)
    Q_PROPERTY(QString operation READ operation NOTIFY changed)
    Q_PROPERTY(QString person READ person NOTIFY changed)
    Q_PROPERTY(cairn::Problem problem READ problem NOTIFY changed)
    Q_PROPERTY(cairn::Settings* settings READ settings CONSTANT)
    Q_PROPERTY(cairn::Navigation* navigation READ navigation CONSTANT)
    Q_PROPERTY(cairn::Terms* terms READ terms CONSTANT)
    Q_PROPERTY(cairn::Pictures* pictures READ pictures CONSTANT)
    Q_PROPERTY(cairn::SitesModel* sites READ sites CONSTANT)
    Q_PROPERTY(cairn::SiteDraft* siteDraft READ siteDraft CONSTANT)
    Q_PROPERTY(cairn::ExhibitsModel* exhibits READ exhibits CONSTANT)
    Q_PROPERTY(cairn::ExhibitModel* exhibit READ exhibit CONSTANT)
    Q_PROPERTY(cairn::ReceiverModel* receiver READ receiver CONSTANT)
    Q_PROPERTY(cairn::CaptureModel* capture READ capture CONSTANT)
    Q_PROPERTY(cairn::OutboxModel* outbox READ outbox CONSTANT)
    Q_PROPERTY(cairn::ImportModel* importer READ importer CONSTANT)
    Q_PROPERTY(QString siteNumber READ siteNumber NOTIFY siteChanged)
    Q_PROPERTY(QString siteName READ siteName NOTIFY siteChanged)
    Q_PROPERTY(QString siteType READ siteType NOTIFY siteChanged)
    Q_PROPERTY(QString sitePlace READ sitePlace NOTIFY siteChanged)

  public:
    enum class Stage { Enrolling, Locked, Opening, Open };
    Q_ENUM(Stage)
    enum Screen { Sites, NewSite, Site, Exhibit, Capture, Outbox, Import, Preferences };
    Q_ENUM(Screen)

    Session(SessionDoors doors, Settings& settings, QObject* parent = nullptr);
    ~Session() override;

    Stage stage() const { return stage_; }
    bool exercise() const { return exercise_; }
    QString operation() const { return operation_; }
    QString person() const { return person_; }
    Problem problem() const { return problem_; }
    Settings* settings() { return &settings_; }
    Navigation* navigation() { return &navigation_; }
    Terms* terms() { return &terms_; }
    Pictures* pictures() { return &pictures_; }
    SitesModel* sites() { return &sites_; }
    SiteDraft* siteDraft() { return &siteDraft_; }
    ExhibitsModel* exhibits() { return &exhibits_; }
    ExhibitModel* exhibit() { return &exhibit_; }
    ReceiverModel* receiver() { return &receiver_; }
    CaptureModel* capture() { return &capture_; }
    OutboxModel* outbox() { return &outbox_; }
    ImportModel* importer() { return &importer_; }
    QString siteNumber() const { return siteNumber_; }
    QString siteName() const;
    QString siteType() const;
    QString sitePlace() const;

    Q_INVOKABLE void unlock(cairn::PassphraseField* field);
    Q_INVOKABLE void enrol(const QString& code, const QString& person,
                           cairn::PassphraseField* field, cairn::PassphraseField* again);
    Q_INVOKABLE void lock();
    Q_INVOKABLE void newSite();
    Q_INVOKABLE void openSite(const QString& number);
    Q_INVOKABLE void openExhibit(const QString& number);
    Q_INVOKABLE void captureHere();
    Q_INVOKABLE void importHere();

    void unlock(SecretBytes passphrase);

  signals:
    void changed();
    void siteChanged();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    using Make = std::function<Result<std::unique_ptr<Locker>>()>;
    void open(Make make);
    void opened();
    void refresh();
    void askPicture(QObject* who, const QString& exhibit, Pictures::Size size,
                    std::function<void(Pictures::Answer)> then);
    void keepPreview(const QString& exhibit, const Bytes& jpeg);

    SessionDoors doors_;
    Settings& settings_;
    LockerThread thread_;
    Stage stage_;
    bool exercise_ = false;
    QString operation_, person_, siteNumber_;
    Problem problem_;
    QTimer idle_{this};
    Navigation navigation_{Sites};
    Terms terms_;
    Pictures pictures_;
    SitesModel sites_;
    ReceiverModel receiver_;
    SiteDraft siteDraft_;
    ExhibitsModel exhibits_;
    ExhibitModel exhibit_;
    CaptureModel capture_;
    OutboxModel outbox_;
    ImportModel importer_;
};

}  // namespace cairn
