<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar_EG">
    <context>
        <name>CaptureScreen</name>
        <message>
            <source>Viewfinder</source>
            <translation>عدسة الرؤية</translation>
        </message>
        <message>
            <source>The camera is starting</source>
            <translation>الكاميرا قيد التشغيل</translation>
        </message>
        <message>
            <source>The camera failed</source>
            <translation>تعطلت الكاميرا</translation>
        </message>
        <message>
            <source>No camera</source>
            <translation>لا توجد كاميرا</translation>
        </message>
        <message>
            <source>Photographs from another camera can be imported from its card.</source>
            <translation>يمكن استيراد صور كاميرا أخرى من بطاقتها.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>رجوع</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>الموقع</translation>
        </message>
        <message>
            <source>Choose a site first</source>
            <translation>اختر موقعًا أولًا</translation>
        </message>
        <message>
            <source>Shot</source>
            <translation>اللقطة</translation>
        </message>
        <message>
            <source>Why there is no position</source>
            <translation>سبب غياب الإحداثيات</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>ملاحظة</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>رقم اللقطة</translation>
        </message>
        <message>
            <source>Sealing…</source>
            <translation>جارٍ الختم…</translation>
        </message>
        <message>
            <source>Nothing photographed yet</source>
            <translation>لم تُلتقط أي صورة بعد</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>حُفظ: %1</translation>
        </message>
    </context>
    <context>
        <name>CollectorMain</name>
        <message>
            <source>Sites</source>
            <translation>المواقع</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>الكاميرا</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>استيراد</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>الصادر</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>الإعدادات</translation>
        </message>
        <message>
            <source>Field evidence, sealed where it is found.</source>
            <translation>أدلة ميدانية تُختم حيث يُعثر عليها.</translation>
        </message>
    </context>
    <context>
        <name>EnrolScreen</name>
        <message>
            <source>Your person code</source>
            <translation>رمزك الشخصي</translation>
        </message>
        <message>
            <source>Join an operation</source>
            <translation>الانضمام إلى عملية</translation>
        </message>
        <message>
            <source>Headquarters gives a code for this device. It works once.</source>
            <translation>يعطي المقر رمزًا لهذا الجهاز، ويُستخدم مرة واحدة.</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>رمز التسجيل</translation>
        </message>
        <message>
            <source>Scan it or type it as one word</source>
            <translation>امسحه ضوئيًا أو اكتبه كلمة واحدة</translation>
        </message>
        <message>
            <source>As in the roster, never a name</source>
            <translation>كما في قائمة الفريق، وليس اسمًا أبدًا</translation>
        </message>
        <message>
            <source>File with the opening key</source>
            <translation>ملف مفتاح الفتح</translation>
        </message>
        <message>
            <source>On the medium from the key ceremony</source>
            <translation>على الوسيط المستلم في مراسم المفاتيح</translation>
        </message>
        <message>
            <source>New passphrase, at least 12 characters</source>
            <translation>عبارة مرور جديدة، 12 حرفًا على الأقل</translation>
        </message>
        <message>
            <source>The same again</source>
            <translation>العبارة نفسها مرة أخرى</translation>
        </message>
        <message>
            <source>Nobody can recover a forgotten passphrase. What headquarters received stays readable there.</source>
            <translation>لا يستطيع أحد استعادة عبارة مرور منسية. ما استلمه المقر يبقى مقروءًا لديه.</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>جارٍ الانضمام…</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>انضمام</translation>
        </message>
    </context>
    <context>
        <name>ExerciseBand</name>
        <message>
            <source>EXERCISE: not evidence</source>
            <translation>تمرين: ليس دليلًا</translation>
        </message>
    </context>
    <context>
        <name>ExhibitScreen</name>
        <message>
            <source>Keep changes</source>
            <translation>حفظ التعديلات</translation>
        </message>
        <message>
            <source>No picture can be shown</source>
            <translation>لا يمكن عرض صورة</translation>
        </message>
        <message>
            <source>The original is kept unchanged all the same.</source>
            <translation>يُحفظ الأصل كما هو في كل حال.</translation>
        </message>
        <message>
            <source>Photograph of exhibit %1</source>
            <translation>صورة الدليل %1</translation>
        </message>
        <message>
            <source>A part of this picture cannot be decoded and is grey. The original is kept unchanged.</source>
            <translation>تعذر فك جزء من هذه الصورة فظهر رماديًا. الأصل محفوظ كما هو.</translation>
        </message>
        <message>
            <source>History</source>
            <translation>السجل الزمني</translation>
        </message>
        <message>
            <source>record %1</source>
            <translation>القيد %1</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>الوصف</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>ما تُظهره</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>لم يُذكر</translation>
        </message>
        <message>
            <source>Short title</source>
            <translation>عنوان قصير</translation>
        </message>
        <message>
            <source>Neutral, without names</source>
            <translation>محايد وبلا أسماء</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>ملاحظة</translation>
        </message>
        <message>
            <source>What you see, not what you conclude</source>
            <translation>ما تراه، لا ما تستنتجه</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>الوسوم</translation>
        </message>
        <message>
            <source>Place and time, as claimed</source>
            <translation>المكان والزمان كما صُرّح بهما</translation>
        </message>
        <message>
            <source>Position by the receiver</source>
            <translation>الإحداثيات بحسب المستقبِل</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>بلا إحداثيات</translation>
        </message>
        <message>
            <source>Position stated in the file</source>
            <translation>الإحداثيات المذكورة في الملف</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>وقت القيد</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>الأصل</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>اسم الملف</translation>
        </message>
        <message>
            <source>taken with this device</source>
            <translation>التُقطت بهذا الجهاز</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>الحجم</translation>
        </message>
        <message>
            <source>Same bytes as exhibit</source>
            <translation>البايتات نفسها كالدليل</translation>
        </message>
    </context>
    <context>
        <name>ExportScreen</name>
        <message>
            <source>Export</source>
            <translation>تصدير</translation>
        </message>
        <message>
            <source>No exhibit chosen: all of them</source>
            <translation>لم يُختر دليل: كلها</translation>
        </message>
        <message numerus="yes">
            <source>%n exhibit(s) chosen</source>
            <translation>
                <numerusform>لم يُختر أي دليل</numerusform>
                <numerusform>اختير دليل واحد</numerusform>
                <numerusform>اختير دليلان</numerusform>
                <numerusform>اختيرت %n أدلة</numerusform>
                <numerusform>اختير %n دليلًا</numerusform>
                <numerusform>اختير %n دليل</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose none</source>
            <translation>إلغاء الاختيار</translation>
        </message>
        <message>
            <source>Write the export</source>
            <translation>كتابة التصدير</translation>
        </message>
        <message>
            <source>Name of the export</source>
            <translation>اسم التصدير</translation>
        </message>
        <message>
            <source>A new folder; nothing is overwritten</source>
            <translation>مجلد جديد؛ لا يُستبدل شيء</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>الغرض</translation>
        </message>
        <message>
            <source>For whom, under which request</source>
            <translation>لمن، وبموجب أي طلب</translation>
        </message>
        <message>
            <source>Withhold the location</source>
            <translation>حجب المكان</translation>
        </message>
        <message>
            <source>Originals, sources and notes are withheld with it: they may contain it</source>
            <translation>تُحجب معه الأصول والمصادر والملاحظات لأنها قد تحتويه</translation>
        </message>
        <message>
            <source>Withhold the author</source>
            <translation>حجب صاحب القيد</translation>
        </message>
        <message>
            <source>Write it to</source>
            <translation>الكتابة إلى</translation>
        </message>
        <message>
            <source>The export is written</source>
            <translation>كُتب التصدير</translation>
        </message>
        <message>
            <source>Writing and checking</source>
            <translation>جارٍ الكتابة والتحقق</translation>
        </message>
        <message>
            <source>%1 of %2 objects</source>
            <translation>%1 من %2 من العناصر</translation>
        </message>
        <message>
            <source>Exhibits</source>
            <translation>الأدلة</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>المجلد</translation>
        </message>
        <message>
            <source>The originals in it are readable by anyone who holds it. Whoever receives it checks it with cairn-verify and the roots from a second channel.</source>
            <translation>يستطيع كل من يحوزه قراءة الأصول التي فيه. ومن يستلمه يتحقق منه بواسطة cairn-verify والجذور الواردة عبر قناة ثانية.</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>جارٍ الإيقاف…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>إيقاف</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>تم</translation>
        </message>
    </context>
    <context>
        <name>Fact</name>
        <message>
            <source>unknown</source>
            <translation>غير معروف</translation>
        </message>
    </context>
    <context>
        <name>FixLine</name>
        <message>
            <source>No receiver: the record will say so</source>
            <translation>لا يوجد مستقبِل: سيُذكر ذلك في القيد</translation>
        </message>
        <message>
            <source>Receiver has no fix yet: the record will say so</source>
            <translation>لم يحدد المستقبِل الإحداثيات بعد: سيُذكر ذلك في القيد</translation>
        </message>
        <message>
            <source>no fix</source>
            <translation>بلا تحديد</translation>
        </message>
        <message>
            <source>2D fix</source>
            <translation>تحديد ثنائي الأبعاد</translation>
        </message>
        <message>
            <source>3D fix</source>
            <translation>تحديد ثلاثي الأبعاد</translation>
        </message>
        <message>
            <source>differential fix</source>
            <translation>تحديد تفاضلي</translation>
        </message>
        <message>
            <source>RTK float</source>
            <translation>RTK عائم</translation>
        </message>
        <message>
            <source>RTK fixed</source>
            <translation>RTK ثابت</translation>
        </message>
        <message>
            <source>dead reckoning</source>
            <translation>تقدير بالملاحة</translation>
        </message>
        <message>
            <source>typed</source>
            <translation>مكتوبة يدويًا</translation>
        </message>
        <message>
            <source>from the map</source>
            <translation>من الخريطة</translation>
        </message>
        <message>
            <source>paced</source>
            <translation>مقيسة بالخطى</translation>
        </message>
        <message>
            <source>accuracy not stated</source>
            <translation>الدقة غير مذكورة</translation>
        </message>
        <message>
            <source>± %1</source>
            <translation>± %1</translation>
        </message>
        <message numerus="yes">
            <source>%n satellite(s)</source>
            <translation>
                <numerusform>بلا أقمار</numerusform>
                <numerusform>قمر واحد</numerusform>
                <numerusform>قمران</numerusform>
                <numerusform>%n أقمار</numerusform>
                <numerusform>%n قمرًا</numerusform>
                <numerusform>%n قمر</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FolderPicker</name>
        <message>
            <source>Up one folder</source>
            <translation>إلى المجلد الأعلى</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) directly in it</source>
            <translation>
                <numerusform>لا ملفات فيه مباشرة</numerusform>
                <numerusform>ملف واحد فيه مباشرة</numerusform>
                <numerusform>ملفان فيه مباشرة</numerusform>
                <numerusform>%n ملفات فيه مباشرة</numerusform>
                <numerusform>%n ملفًا فيه مباشرة</numerusform>
                <numerusform>%n ملف فيه مباشرة</numerusform>
            </translation>
        </message>
        <message>
            <source>No card is plugged in.</source>
            <translation>لا توجد بطاقة موصولة.</translation>
        </message>
    </context>
    <context>
        <name>ImportScreen</name>
        <message>
            <source>Import</source>
            <translation>استيراد</translation>
        </message>
        <message>
            <source>Files stay on the card as they are</source>
            <translation>تبقى الملفات على البطاقة كما هي</translation>
        </message>
        <message>
            <source>Import this folder</source>
            <translation>استيراد هذا المجلد</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>جارٍ الإيقاف…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>إيقاف</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>تم</translation>
        </message>
        <message>
            <source>Into the site</source>
            <translation>إلى الموقع</translation>
        </message>
        <message>
            <source>Choose a site first</source>
            <translation>اختر موقعًا أولًا</translation>
        </message>
        <message>
            <source>From the card or folder</source>
            <translation>من البطاقة أو المجلد</translation>
        </message>
        <message>
            <source>Import finished</source>
            <translation>اكتمل الاستيراد</translation>
        </message>
        <message>
            <source>Stopped: what was saved stays saved</source>
            <translation>أُوقف: ما حُفظ يبقى محفوظًا</translation>
        </message>
        <message>
            <source>Sealing</source>
            <translation>جارٍ الختم</translation>
        </message>
        <message>
            <source>%1 of %2 files · %3 of %4</source>
            <translation>%1 من %2 من الملفات · %3 من %4</translation>
        </message>
        <message>
            <source>%1 saved · %2 held already · %3 refused</source>
            <translation>حُفظ %1 · موجود مسبقًا %2 · رُفض %3</translation>
        </message>
        <message>
            <source>saved</source>
            <translation>حُفظ</translation>
        </message>
        <message>
            <source>saved; same bytes as %1</source>
            <translation>حُفظ؛ البايتات نفسها كما في %1</translation>
        </message>
        <message>
            <source>already held here</source>
            <translation>موجود هنا مسبقًا</translation>
        </message>
    </context>
    <context>
        <name>InboxScreen</name>
        <message>
            <source>Inbox</source>
            <translation>الوارد</translation>
        </message>
        <message>
            <source>Fetching…</source>
            <translation>جارٍ الجلب…</translation>
        </message>
        <message>
            <source>Fetch</source>
            <translation>جلب</translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>لا شيء هنا بعد</translation>
        </message>
        <message>
            <source>Fetch what headquarters holds. Checking and reviewing then need no network.</source>
            <translation>اجلب ما لدى المقر. بعد ذلك لا يحتاج التحقق والمراجعة إلى شبكة.</translation>
        </message>
        <message>
            <source>Time not proven yet: no receipt covers it</source>
            <translation>الوقت غير مثبت بعد: لا يغطيه أي إيصال</translation>
        </message>
        <message>
            <source>existed before %1</source>
            <translation>كان موجودًا قبل %1</translation>
        </message>
        <message>
            <source>recorded after %1, before %2</source>
            <translation>قُيّد بعد %1 وقبل %2</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>قُبل</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>أُعيد</translation>
        </message>
        <message>
            <source>In the export</source>
            <translation>ضمن التصدير</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>تصدير</translation>
        </message>
    </context>
    <context>
        <name>NewSiteScreen</name>
        <message>
            <source>New site</source>
            <translation>موقع جديد</translation>
        </message>
        <message>
            <source>Open site</source>
            <translation>فتح الموقع</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>الاسم</translation>
        </message>
        <message>
            <source>As your team calls it</source>
            <translation>كما يسميه فريقك</translation>
        </message>
        <message>
            <source>Local name</source>
            <translation>الاسم المحلي</translation>
        </message>
        <message>
            <source>In the language and script of the place</source>
            <translation>بلغة المكان وكتابته</translation>
        </message>
        <message>
            <source>Type of site</source>
            <translation>نوع الموقع</translation>
        </message>
        <message>
            <source>Choose from the vocabulary</source>
            <translation>اختر من المفردات</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>الإحداثيات</translation>
        </message>
        <message>
            <source>From the receiver</source>
            <translation>من المستقبِل</translation>
        </message>
        <message>
            <source>Typed</source>
            <translation>مكتوبة</translation>
        </message>
        <message>
            <source>None</source>
            <translation>بلا</translation>
        </message>
        <message>
            <source>Latitude, longitude in decimal degrees</source>
            <translation>خط العرض، خط الطول بالدرجات العشرية</translation>
        </message>
        <message>
            <source>Two numbers with a comma between them; south and west are negative. 0, 0 is no place.</source>
            <translation>رقمان بينهما فاصلة؛ الجنوب والغرب بالسالب. 0, 0 ليس مكانًا.</translation>
        </message>
        <message>
            <source>Will be kept as</source>
            <translation>ستُحفظ هكذا</translation>
        </message>
        <message>
            <source>The site is opened without a position. One can be added later; nothing is invented.</source>
            <translation>يُفتح الموقع بلا إحداثيات. يمكن إضافتها لاحقًا؛ لا يُختلق شيء.</translation>
        </message>
    </context>
    <context>
        <name>OutboxScreen</name>
        <message>
            <source>Outbox</source>
            <translation>الصادر</translation>
        </message>
        <message>
            <source>Nothing is deleted here before headquarters has confirmed it</source>
            <translation>لا يُحذف شيء هنا قبل أن يؤكده المقر</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>جارٍ الإرسال…</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>إرسال الآن</translation>
        </message>
        <message>
            <source>exhibits not yet received by headquarters</source>
            <translation>أدلة لم يستلمها المقر بعد</translation>
        </message>
        <message>
            <source>exhibits not yet confirmed by a desk</source>
            <translation>أدلة لم يؤكدها مكتب المراجعة بعد</translation>
        </message>
        <message>
            <source>still to be sent</source>
            <translation>بقي إرسالها</translation>
        </message>
        <message>
            <source>records without a receipt</source>
            <translation>قيود بلا إيصال</translation>
        </message>
        <message>
            <source>confirmed %1</source>
            <translation>أُكّد في %1</translation>
        </message>
        <message>
            <source>received by headquarters %1</source>
            <translation>استلمه المقر في %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 من %2</translation>
        </message>
        <message>
            <source>on this device only · %1</source>
            <translation>على هذا الجهاز فقط · %1</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Lock</source>
            <translation>قفل</translation>
        </message>
    </context>
    <context>
        <name>ReviewExhibitScreen</name>
        <message>
            <source>What is proven about time</source>
            <translation>ما هو مثبت بشأن الزمن</translation>
        </message>
        <message>
            <source>The record was made after</source>
            <translation>أُنشئ القيد بعد</translation>
        </message>
        <message>
            <source>not proven: the receipt it names is not here</source>
            <translation>غير مثبت: الإيصال الذي يذكره ليس هنا</translation>
        </message>
        <message>
            <source>Record and bytes existed before</source>
            <translation>كان القيد والبايتات موجودين قبل</translation>
        </message>
        <message>
            <source>not proven: no receipt covers it yet</source>
            <translation>غير مثبت: لا يغطيهما إيصال بعد</translation>
        </message>
        <message>
            <source>Seen by this desk, a second witness</source>
            <translation>رآه هذا المكتب، وهو شاهد ثانٍ</translation>
        </message>
        <message>
            <source>no: time is by headquarters' word alone</source>
            <translation>لا: الوقت بشهادة المقر وحده</translation>
        </message>
        <message>
            <source>What is not proven</source>
            <translation>ما ليس مثبتًا</translation>
        </message>
        <message>
            <source>The bytes were not made before</source>
            <translation>لم تُنشأ البايتات قبل</translation>
        </message>
        <message>
            <source>nobody claims it: the file may be older than its record</source>
            <translation>لا يدّعيه أحد: قد يكون الملف أقدم من قيده</translation>
        </message>
        <message>
            <source>This last time is the device's own claim. Between the two proven times only the order of the records is certain. That the scene is real is not proven by any of this.</source>
            <translation>هذا الوقت الأخير ادعاء من الجهاز نفسه. وبين الوقتين المثبتين لا يُعلم يقينًا إلا ترتيب القيود. ولا يثبت أي من هذا أن المشهد حقيقي.</translation>
        </message>
        <message>
            <source>What was checked</source>
            <translation>ما جرى التحقق منه</translation>
        </message>
        <message>
            <source>Photograph of exhibit %1</source>
            <translation>صورة الدليل %1</translation>
        </message>
        <message>
            <source>No picture can be shown</source>
            <translation>لا يمكن عرض صورة</translation>
        </message>
        <message>
            <source>The original is kept unchanged all the same.</source>
            <translation>يُحفظ الأصل كما هو في كل حال.</translation>
        </message>
        <message>
            <source>This photograph may show injury or death. It is opened only when you ask for it.</source>
            <translation>قد تُظهر هذه الصورة إصابات أو وفيات. لا تُفتح إلا بطلبك.</translation>
        </message>
        <message>
            <source>Show the photograph</source>
            <translation>إظهار الصورة</translation>
        </message>
        <message>
            <source>Cover the photograph</source>
            <translation>تغطية الصورة</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>القرار</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>قُبل</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>أُعيد</translation>
        </message>
        <message>
            <source>Reason for returning</source>
            <translation>سبب الإعادة</translation>
        </message>
        <message>
            <source>Choose, or write below</source>
            <translation>اختر، أو اكتب أدناه</translation>
        </message>
        <message>
            <source>In words</source>
            <translation>بالكلمات</translation>
        </message>
        <message>
            <source>Without names of persons</source>
            <translation>بلا أسماء أشخاص</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>قبول</translation>
        </message>
        <message>
            <source>Return to the field</source>
            <translation>إعادة إلى الميدان</translation>
        </message>
        <message>
            <source>Claims of the record</source>
            <translation>ما يصرّح به القيد</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>ما تُظهره</translation>
        </message>
        <message>
            <source>not said</source>
            <translation>لم يُذكر</translation>
        </message>
        <message>
            <source>Shot</source>
            <translation>اللقطة</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>ملاحظة</translation>
        </message>
        <message>
            <source>none</source>
            <translation>لا شيء</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>الوسوم</translation>
        </message>
        <message>
            <source>Position by the receiver</source>
            <translation>الإحداثيات بحسب المستقبِل</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>بلا إحداثيات</translation>
        </message>
        <message>
            <source>Position stated in the file</source>
            <translation>الإحداثيات المذكورة في الملف</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>وقت القيد</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>اسم الملف</translation>
        </message>
        <message>
            <source>taken with the device</source>
            <translation>التُقطت بالجهاز</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>الحجم</translation>
        </message>
    </context>
    <context>
        <name>ReviewMain</name>
        <message>
            <source>Inbox</source>
            <translation>الوارد</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>تصدير</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>الإعدادات</translation>
        </message>
        <message>
            <source>Review: what the field sealed, checked and decided.</source>
            <translation>المراجعة: ما ختمه الميدان، بعد التحقق والقرار.</translation>
        </message>
        <message>
            <source>Your reviewer code</source>
            <translation>رمزك كمراجع</translation>
        </message>
    </context>
    <context>
        <name>ScreenHeader</name>
        <message>
            <source>Back</source>
            <translation>رجوع</translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>Settings</source>
            <translation>الإعدادات</translation>
        </message>
        <message>
            <source>They take effect at once</source>
            <translation>تسري فورًا</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>اللغة</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>الإضاءة</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>عادي</translation>
        </message>
        <message>
            <source>Sunlight</source>
            <translation>ضوء الشمس</translation>
        </message>
        <message>
            <source>Night, red only</source>
            <translation>ليل، أحمر فقط</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>حجم النص</translation>
        </message>
        <message>
            <source>Gloves</source>
            <translation>قفازات</translation>
        </message>
        <message>
            <source>Larger targets: 15 mm instead of 9 mm</source>
            <translation>أهداف أكبر: 15 مم بدلًا من 9 مم</translation>
        </message>
        <message>
            <source>Lock by itself after</source>
            <translation>القفل تلقائيًا بعد</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>أقل من دقيقة</numerusform>
                <numerusform>دقيقة واحدة</numerusform>
                <numerusform>دقيقتان</numerusform>
                <numerusform>%n دقائق</numerusform>
                <numerusform>%n دقيقة</numerusform>
                <numerusform>%n دقيقة</numerusform>
            </translation>
        </message>
        <message>
            <source>Operation</source>
            <translation>العملية</translation>
        </message>
        <message>
            <source>Person code</source>
            <translation>الرمز الشخصي</translation>
        </message>
    </context>
    <context>
        <name>ShutterButton</name>
        <message>
            <source>Take the photograph</source>
            <translation>التقاط الصورة</translation>
        </message>
    </context>
    <context>
        <name>SiteScreen</name>
        <message>
            <source>Import</source>
            <translation>استيراد</translation>
        </message>
        <message>
            <source>Photograph</source>
            <translation>تصوير</translation>
        </message>
        <message>
            <source>No exhibit yet</source>
            <translation>لا يوجد دليل بعد</translation>
        </message>
        <message>
            <source>Photograph, or import from a card. The overview comes first, before any marker is placed.</source>
            <translation>التقط صورة أو استورد من بطاقة. تأتي اللقطة العامة أولًا قبل وضع أي علامة.</translation>
        </message>
    </context>
    <context>
        <name>SitesScreen</name>
        <message>
            <source>Sites</source>
            <translation>المواقع</translation>
        </message>
        <message>
            <source>New site</source>
            <translation>موقع جديد</translation>
        </message>
        <message>
            <source>No site yet</source>
            <translation>لا يوجد موقع بعد</translation>
        </message>
        <message>
            <source>Open a site before the first photograph: every exhibit belongs to one.</source>
            <translation>افتح موقعًا قبل أول صورة: كل دليل ينتمي إلى موقع.</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>بلا إحداثيات</translation>
        </message>
        <message>
            <source>exhibits</source>
            <translation>أدلة</translation>
        </message>
        <message>
            <source>not received</source>
            <translation>غير مستلمة</translation>
        </message>
    </context>
    <context>
        <name>StateBadge</name>
        <message>
            <source>Saved</source>
            <translation>محفوظ</translation>
        </message>
        <message>
            <source>Sending</source>
            <translation>قيد الإرسال</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>مستلم</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>مؤكد</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>أُعيد</translation>
        </message>
    </context>
    <context>
        <name>StateLadder</name>
        <message>
            <source>Saved and sealed on this device</source>
            <translation>حُفظ وخُتم على هذا الجهاز</translation>
        </message>
        <message>
            <source>Received by headquarters</source>
            <translation>استلمه المقر</translation>
        </message>
        <message>
            <source>Being sent</source>
            <translation>يجري إرساله</translation>
        </message>
        <message>
            <source>Not yet received by headquarters</source>
            <translation>لم يستلمه المقر بعد</translation>
        </message>
        <message>
            <source>Opened and confirmed by a review desk</source>
            <translation>فتحه مكتب المراجعة وأكده</translation>
        </message>
        <message>
            <source>Not yet confirmed by a review desk</source>
            <translation>لم يؤكده مكتب المراجعة بعد</translation>
        </message>
        <message>
            <source>Returned: something is asked of you</source>
            <translation>أُعيد: يُطلب منك شيء</translation>
        </message>
    </context>
    <context>
        <name>TagPicker</name>
        <message>
            <source>Remove tag %1</source>
            <translation>إزالة الوسم %1</translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation>إضافة وسم</translation>
        </message>
    </context>
    <context>
        <name>UnlockScreen</name>
        <message>
            <source>Unlock</source>
            <translation>فتح القفل</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>عبارة المرور</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>جارٍ الفتح…</translation>
        </message>
        <message>
            <source>Unlocking takes about a second on purpose: it slows down whoever tries to guess.</source>
            <translation>يستغرق الفتح نحو ثانية عن قصد: فهذا يبطئ من يحاول التخمين.</translation>
        </message>
    </context>
    <context>
        <name>VerdictBadge</name>
        <message>
            <source>Valid</source>
            <translation>صالح</translation>
        </message>
        <message>
            <source>Incomplete</source>
            <translation>غير مكتمل</translation>
        </message>
        <message>
            <source>Invalid</source>
            <translation>غير صالح</translation>
        </message>
        <message>
            <source>Quarantined</source>
            <translation>معزول</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>Session opened</source>
            <translation>فُتحت جلسة</translation>
        </message>
        <message>
            <source>Ledger opened</source>
            <translation>فُتح سجل</translation>
        </message>
        <message>
            <source>Person key certified</source>
            <translation>صُدّق مفتاح الشخص</translation>
        </message>
        <message>
            <source>Site opened</source>
            <translation>فُتح موقع</translation>
        </message>
        <message>
            <source>Recorded and sealed</source>
            <translation>قُيّد وخُتم</translation>
        </message>
        <message>
            <source>Preview made</source>
            <translation>أُنشئت معاينة</translation>
        </message>
        <message>
            <source>Description amended</source>
            <translation>عُدّل الوصف</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>سُحب</translation>
        </message>
        <message>
            <source>Custody</source>
            <translation>الحيازة</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>البحث</translation>
        </message>
        <message>
            <source>Clock checked</source>
            <translation>فُحصت الساعة</translation>
        </message>
        <message>
            <source>Countersigned</source>
            <translation>توقيع مصادق</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>الفريق</translation>
        </message>
        <message>
            <source>Receipt from headquarters</source>
            <translation>إيصال من المقر</translation>
        </message>
        <message>
            <source>Message from headquarters</source>
            <translation>رسالة من المقر</translation>
        </message>
        <message>
            <source>Confirmed by a review desk</source>
            <translation>أكده مكتب المراجعة</translation>
        </message>
        <message>
            <source>Decision of a reviewer</source>
            <translation>قرار مراجع</translation>
        </message>
        <message>
            <source>Exported</source>
            <translation>صُدّر</translation>
        </message>
        <message>
            <source>Record of an unknown kind (%1)</source>
            <translation>قيد من نوع غير معروف (%1)</translation>
        </message>
        <message>
            <source>file not yet read</source>
            <translation>لم يُقرأ الملف بعد</translation>
        </message>
        <message>
            <source>the file states none</source>
            <translation>لا يذكر الملف أيًا منها</translation>
        </message>
        <message>
            <source>this form carries none</source>
            <translation>هذا النسق لا يحملها</translation>
        </message>
        <message>
            <source>metadata unreadable; the file is kept</source>
            <translation>البيانات الوصفية غير مقروءة؛ الملف محفوظ</translation>
        </message>
        <message>
            <source>The device was vouched for under these roots</source>
            <translation>الجهاز مكفول بموجب هذه الجذور</translation>
        </message>
        <message>
            <source>The device was not revoked before this record</source>
            <translation>لم يكن الجهاز ملغى قبل هذا القيد</translation>
        </message>
        <message>
            <source>The record belongs to this operation</source>
            <translation>القيد تابع لهذه العملية</translation>
        </message>
        <message>
            <source>The ledger's key signed it</source>
            <translation>وقّعه مفتاح السجل</translation>
        </message>
        <message>
            <source>The exhibit number is the device's own</source>
            <translation>رقم الدليل خاص بالجهاز نفسه</translation>
        </message>
        <message>
            <source>A certified person signed it</source>
            <translation>وقّعه شخص مصدَّق</translation>
        </message>
        <message>
            <source>It stands in its ledger</source>
            <translation>وارد في سجله</translation>
        </message>
        <message>
            <source>No record of the ledger is missing</source>
            <translation>لا ينقص أي قيد من السجل</translation>
        </message>
        <message>
            <source>The original has the digest that was signed</source>
            <translation>للأصل البصمة الموقَّعة نفسها</translation>
        </message>
        <message>
            <source>Headquarters countersigned the ledger over it</source>
            <translation>صادق المقر بتوقيعه على السجل الذي يشمله</translation>
        </message>
        <message>
            <source>Headquarters signed that it holds the original</source>
            <translation>وقّع المقر بأنه يحوز الأصل</translation>
        </message>
        <message>
            <source>The receipt it names as its start is known</source>
            <translation>الإيصال الذي يذكره بدايةً معروف</translation>
        </message>
        <message>
            <source>holds</source>
            <translation>صحيح</translation>
        </message>
        <message>
            <source>does not apply</source>
            <translation>لا ينطبق</translation>
        </message>
        <message>
            <source>withheld; its digest is bound</source>
            <translation>محجوب؛ بصمته مربوطة</translation>
        </message>
        <message>
            <source>the proof is missing</source>
            <translation>الإثبات ناقص</translation>
        </message>
        <message>
            <source>contradicts</source>
            <translation>متناقض</translation>
        </message>
        <message>
            <source>kept apart</source>
            <translation>معزول جانبًا</translation>
        </message>
    </context>
    <context>
        <name>cairn</name>
        <message>
            <source>The storage medium failed</source>
            <translation>تعطل وسيط التخزين</translation>
        </message>
        <message>
            <source>Do not remove the medium. Try again; if it fails again, save to another card or disk and have this one copied by a specialist.</source>
            <translation>لا تنزع الوسيط. حاول مرة أخرى؛ فإن تكرر العطل فاحفظ على بطاقة أو قرص آخر واطلب من مختص نسخ هذا الوسيط.</translation>
        </message>
        <message>
            <source>There is not enough free space</source>
            <translation>لا توجد مساحة كافية</translation>
        </message>
        <message>
            <source>Free some space or insert another card, then try again. What was saved before is safe.</source>
            <translation>أفرغ مساحة أو أدخل بطاقة أخرى ثم حاول من جديد. ما حُفظ سابقًا في أمان.</translation>
        </message>
        <message>
            <source>It is not there</source>
            <translation>غير موجود</translation>
        </message>
        <message>
            <source>Check the name or number. If a file was moved or a card taken out, put it back.</source>
            <translation>تحقق من الاسم أو الرقم. إن نُقل ملف أو نُزعت بطاقة فأعدها إلى مكانها.</translation>
        </message>
        <message>
            <source>It exists already</source>
            <translation>موجود مسبقًا</translation>
        </message>
        <message>
            <source>Nothing was overwritten. Choose another name or folder, or open what is there.</source>
            <translation>لم يُستبدل شيء. اختر اسمًا أو مجلدًا آخر، أو افتح الموجود.</translation>
        </message>
        <message>
            <source>Another program is using it</source>
            <translation>يستخدمه برنامج آخر</translation>
        </message>
        <message>
            <source>Close the program that is named, or wait until it has finished, then try again.</source>
            <translation>أغلق البرنامج المذكور أو انتظر حتى ينتهي، ثم حاول من جديد.</translation>
        </message>
        <message>
            <source>The passphrase does not open it</source>
            <translation>عبارة المرور لا تفتحه</translation>
        </message>
        <message>
            <source>Check keyboard layout and capitals and type the passphrase again. Nobody can recover a forgotten passphrase; headquarters still reads what was sent.</source>
            <translation>تحقق من لوحة المفاتيح وحالة الأحرف واكتب العبارة من جديد. لا يستطيع أحد استعادة عبارة منسية؛ ويبقى ما أُرسل مقروءًا لدى المقر.</translation>
        </message>
        <message>
            <source>The data is not in the expected form</source>
            <translation>البيانات ليست بالشكل المتوقع</translation>
        </message>
        <message>
            <source>Copy or download it again. If it stays so, keep it and ask who made it.</source>
            <translation>انسخها أو نزّلها من جديد. إن بقيت كذلك فاحتفظ بها واسأل عمن أنشأها.</translation>
        </message>
        <message>
            <source>It is larger than allowed</source>
            <translation>أكبر من المسموح</translation>
        </message>
        <message>
            <source>Use a shorter text or a smaller set, or split it into several parts.</source>
            <translation>استخدم نصًا أقصر أو مجموعة أصغر، أو قسّمها إلى أجزاء.</translation>
        </message>
        <message>
            <source>This version is not known here</source>
            <translation>هذا الإصدار غير معروف هنا</translation>
        </message>
        <message>
            <source>Update this program, then open it again. Keep the data: it may be newer than the program.</source>
            <translation>حدّث هذا البرنامج ثم افتحها من جديد. احتفظ بالبيانات: فقد تكون أحدث من البرنامج.</translation>
        </message>
        <message>
            <source>A signature does not hold</source>
            <translation>توقيع غير صحيح</translation>
        </message>
        <message>
            <source>Do not rely on this data: it was changed or damaged. Keep it, get it again from its source and tell headquarters.</source>
            <translation>لا تعتمد على هذه البيانات: فقد غُيّرت أو تلفت. احتفظ بها واطلبها من مصدرها ثانية وأبلغ المقر.</translation>
        </message>
        <message>
            <source>Exercise and real evidence do not mix</source>
            <translation>لا يختلط التمرين بالأدلة الحقيقية</translation>
        </message>
        <message>
            <source>Use the locker, code or server of the right kind: the one for exercises or the one for real operations.</source>
            <translation>استخدم الخزانة أو الرمز أو الخادم من النوع الصحيح: الخاص بالتمارين أو الخاص بالعمليات الحقيقية.</translation>
        </message>
        <message>
            <source>It belongs to another operation</source>
            <translation>تابع لعملية أخرى</translation>
        </message>
        <message>
            <source>Open the locker or desk of that operation, or ask headquarters for the right code.</source>
            <translation>افتح خزانة تلك العملية أو مكتبها، أو اطلب الرمز الصحيح من المقر.</translation>
        </message>
        <message>
            <source>It does not come from your headquarters</source>
            <translation>لم يصدر عن مقرك</translation>
        </message>
        <message>
            <source>Do not go on. Compare the address and the code with headquarters by another channel, such as a telephone.</source>
            <translation>لا تتابع. قارن العنوان والرمز مع المقر عبر قناة أخرى كالهاتف.</translation>
        </message>
        <message>
            <source>The key was withdrawn</source>
            <translation>أُلغي المفتاح</translation>
        </message>
        <message>
            <source>Ask headquarters for a new code. What was received before the withdrawal stays valid.</source>
            <translation>اطلب رمزًا جديدًا من المقر. ما استُلم قبل الإلغاء يبقى صالحًا.</translation>
        </message>
        <message>
            <source>It is past its date</source>
            <translation>انقضى تاريخه</translation>
        </message>
        <message>
            <source>Check the date of this device, then ask headquarters for a new one.</source>
            <translation>تحقق من تاريخ هذا الجهاز ثم اطلب جديدًا من المقر.</translation>
        </message>
        <message>
            <source>The code was used already</source>
            <translation>استُخدم الرمز من قبل</translation>
        </message>
        <message>
            <source>Each code enrols one device. Ask headquarters for a new code; if you did not use this one, say so: somebody else may have.</source>
            <translation>كل رمز يسجّل جهازًا واحدًا. اطلب رمزًا جديدًا من المقر؛ وإن لم تكن قد استخدمت هذا فأخبرهم: فربما استخدمه غيرك.</translation>
        </message>
        <message>
            <source>An older state was put in place of a newer one</source>
            <translation>وُضعت حالة أقدم مكان حالة أحدث</translation>
        </message>
        <message>
            <source>If a backup or an old card was restored, put the newest one back. Otherwise tell headquarters; capture can go on in a new ledger.</source>
            <translation>إن استُرجعت نسخة أو بطاقة قديمة فأعد الأحدث. وإلا فأبلغ المقر؛ ويمكن مواصلة التوثيق في سجل جديد.</translation>
        </message>
        <message>
            <source>There are two histories of one ledger</source>
            <translation>للسجل الواحد تاريخان</translation>
        </message>
        <message>
            <source>Keep both copies unchanged and tell headquarters: one of them was restored, copied or altered.</source>
            <translation>احتفظ بالنسختين دون تغيير وأبلغ المقر: إحداهما استُرجعت أو نُسخت أو عُدّلت.</translation>
        </message>
        <message>
            <source>Stored data is damaged or was altered</source>
            <translation>بيانات مخزنة تالفة أو معدّلة</translation>
        </message>
        <message>
            <source>Do not delete it. Run an audit, and restore the named file from its second copy or from headquarters.</source>
            <translation>لا تحذفها. أجرِ تدقيقًا واسترجع الملف المذكور من نسخته الثانية أو من المقر.</translation>
        </message>
        <message>
            <source>There is no connection to the server</source>
            <translation>لا اتصال بالخادم</translation>
        </message>
        <message>
            <source>Check the network and the address; the server may be down or may have refused this device's certificate. Your data is kept and will be sent later.</source>
            <translation>تحقق من الشبكة والعنوان؛ قد يكون الخادم متوقفًا أو رفض شهادة هذا الجهاز. بياناتك محفوظة وستُرسل لاحقًا.</translation>
        </message>
        <message>
            <source>It was refused</source>
            <translation>رُفض</translation>
        </message>
        <message>
            <source>Read the reason given, mend it and try again.</source>
            <translation>اقرأ السبب المذكور وصححه ثم حاول من جديد.</translation>
        </message>
        <message>
            <source>It was stopped</source>
            <translation>أُوقف</translation>
        </message>
        <message>
            <source>What was finished before is kept. Start again to go on.</source>
            <translation>ما اكتمل سابقًا محفوظ. ابدأ من جديد للمتابعة.</translation>
        </message>
        <message>
            <source>A value is not allowed</source>
            <translation>قيمة غير مسموح بها</translation>
        </message>
        <message>
            <source>Correct the field that is named and try again.</source>
            <translation>صحح الحقل المذكور ثم حاول من جديد.</translation>
        </message>
        <message>
            <source>The device is not connected</source>
            <translation>الجهاز غير موصول</translation>
        </message>
        <message>
            <source>Connect or switch on the camera, receiver or sensor, or go on without it.</source>
            <translation>صِل الكاميرا أو المستقبِل أو المجس أو شغّله، أو تابع من دونه.</translation>
        </message>
        <message>
            <source>The program failed in an unexpected way</source>
            <translation>تعطل البرنامج على نحو غير متوقع</translation>
        </message>
        <message>
            <source>Nothing that was shown as saved is lost. Start the program again and report what you did.</source>
            <translation>لم يضع شيء مما ظهر أنه محفوظ. شغّل البرنامج من جديد وأبلغ بما كنت تفعل.</translation>
        </message>
        <message>
            <source>An unknown error</source>
            <translation>خطأ غير معروف</translation>
        </message>
        <message>
            <source>Update this program and try again.</source>
            <translation>حدّث هذا البرنامج ثم حاول من جديد.</translation>
        </message>
    </context>
</TS>
