-- Login roles of the services (the migrations make them too, where their role may); passwords are set by hand afterwards.
create role motcua_owner login;
create role motcua_intake login;
create role motcua_processing login;
create role motcua_stats login;
create role motcua_portal login;
create database motcua owner motcua_owner encoding 'UTF8' locale 'C.UTF-8' template template0;
revoke connect on database motcua from public;
grant connect on database motcua to motcua_intake, motcua_processing, motcua_stats, motcua_portal;
