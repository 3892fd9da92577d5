import re
import pytest
from django.test import Client
from curriculum.models import *
from allauth.account.models import EmailAddress
pytestmark=pytest.mark.django_db
def code_in(m): return re.search(r"^([0-9A-Z-]{6,})$", m.body, re.MULTILINE)[1]

def test_loop(client, amina):
    client.force_login(amina.user)
    r=client.get('/admin/',follow=True)
    print(r.redirect_chain, r.status_code)

def signup(client,email):
    return client.post("/comptes/signup/",{"email":email,"first_name":"Eve","last_name":"Mal","password1":"une-phrase-du-mechant-9","password2":"une-phrase-du-mechant-9"},follow=True)

def test_prehijack_code(client, mailoutbox):
    signup(client,"vic@example.org")
    from tests.factories import make_person
    p=make_person("Vic","Tim",email="vic@example.org")
    c2=Client()
    mailoutbox.clear()
    r=c2.post("/comptes/login/code/",{"email":"vic@example.org"},follow=True)
    print('code', r.redirect_chain, [ (m.to,m.subject) for m in mailoutbox])
    r=c2.post("/comptes/login/code/confirm/",{"code":code_in(mailoutbox[0])},follow=True)
    print(r.redirect_chain, EmailAddress.objects.values())
    p.refresh_from_db(); print('linked',p.user)
    c3=Client()
    r=c3.post("/comptes/login/",{"login":"vic@example.org","password":"une-phrase-du-mechant-9"},follow=True)
    print('attacker', r.redirect_chain, c3.session.get('_auth_user_id'))

def test_prehijack_signup(client, mailoutbox):
    signup(client,"vic@example.org")
    c2=Client(); mailoutbox.clear()
    from django.core.cache import cache; cache.clear()
    r=signup(c2,"vic@example.org")
    print(r.redirect_chain,[(m.subject,m.body) for m in mailoutbox])

def test_prehijack_reset(client, mailoutbox):
    signup(client,"vic@example.org")
    from tests.factories import make_person
    p=make_person("Vic","Tim",email="vic@example.org")
    c2=Client(); mailoutbox.clear()
    c2.post("/comptes/password/reset/",{"email":"vic@example.org"})
    a=re.search(r"https?://\S+", mailoutbox[0].body)[0]; print(a)
    f=c2.get(a,follow=True)
    r=c2.post(f.request["PATH_INFO"],{"password1":"une-autre-phrase-8","password2":"une-autre-phrase-8"},follow=True)
    p.refresh_from_db(); print('linked',p.user, EmailAddress.objects.values(), r.redirect_chain)
    r=c2.post("/comptes/login/",{"login":"vic@example.org","password":"une-autre-phrase-8"},follow=True)
    p.refresh_from_db(); print('linked',p.user, EmailAddress.objects.values(), r.redirect_chain)

def test_util(client, erwan):
    EmailAddress.objects.update(verified=False)
    r=client.post('/_util/login/',{"username":erwan.email,"password":"a-long-passphrase"})
    print(r.status_code, client.session.get('_auth_user_id'))

def test_host(client, erwan, mailoutbox, settings):
    client.post("/comptes/password/reset/",{"email":erwan.email}, headers={"host":"evil.example"})
    print(mailoutbox[0].body)

def test_content_length(client):
    client.raise_request_exception=False
    print(client.post('/verifier/',CONTENT_LENGTH='abc').status_code)

def test_history(client, farida, denis, amina, session):
    from tests.certification.hours import activity
    from certification.services.declaring import declare
    from tests.factories import NOON
    from curriculum import journal
    declare(person=amina, activity=activity(title="SECRET-DRAFT"), by=amina.user, at=NOON)
    journal.record(session,'curriculum.cancel_session',by=denis,reason='x')
    for u in (farida,denis):
        client.force_login(u)
        html=client.get('/admin/reports/site-history/').content.decode()
        print(u, 'SECRET-DRAFT' in html, session.title in html)

def test_nul(client, amina, denis):
    client.raise_request_exception=False
    client.force_login(amina.user)
    for a in ['/heures/a%00b/','/verifier/a%00b','/mes-heures/?page=x&where=%00','/mes-heures/?kind=%00', '/heures/declarer/?from=%00']:
        print(a, client.get(a).status_code)
    client.force_login(denis)
    for a in ['/admin/certification/trainees/?q=%00','/admin/people/?q=%00a','/admin/certification/attestations/?q=%00','/admin/sessions/?q=%00&page=99999999999999999999','/admin/certification/hours/?q=%00&after=9-9','/admin/sessions/people/?q=%00','/admin/certification/attestations/sessions/?q=%00', '/admin/people/99999999999999999999999/','/admin/institutions/edit/99999999999999999999999999/','/admin/people/?institution=99999999999999999999999','/admin/certification/hours/?after=99999999999999999-1','/admin/certification/trainees/?territory=9999999999999999999999','/admin/certification/hours/?institution=99999999999999999999999&provider=999999999999999999999999999&territory=99999999999999999999999','/admin/people/AAAAAAAAAAAA/territories/99999999999999999999999/']:
        print(a, client.get(a).status_code)
