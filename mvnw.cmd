@echo off
rem Runs the Maven named in .mvn\wrapper\maven-wrapper.properties; installs it first where it is missing.
rem Needs a JDK 17 or newer and nothing else: the JDK itself does the download, the hash check and the unpacking.
rem The environment variables are those of the mvnw script beside this file.
setlocal

set "PROPERTIES=%~dp0.mvn\wrapper\maven-wrapper.properties"

if defined JAVA_HOME (
  set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
  set "JAVA=java.exe"
)

rem A bare runtime has no compiler, a Java before 17 does not know the second option, and no Java fails as well.
"%JAVA%" --add-modules jdk.compiler --enable-native-access=ALL-UNNAMED -version >nul 2>&1
if errorlevel 1 (
  echo mvnw: found no JDK 17 or newer; install one, then put it on the PATH or set JAVA_HOME to its folder. 1>&2
  exit /b 1
)

set "SHA256="
for /f "usebackq tokens=1,* delims==" %%A in ("%PROPERTIES%") do (
  if "%%A"=="distributionSha256Sum" set "SHA256=%%B"
)
if not defined SHA256 (
  echo mvnw: %PROPERTIES% names no distributionSha256Sum. 1>&2
  exit /b 1
)

if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "MAVEN=%MAVEN_USER_HOME%\wrapper\dists\%SHA256%"

if not exist "%MAVEN%\" (
  "%JAVA%" %MAVEN_OPTS% "%~dp0.mvn\wrapper\MavenInstaller.java" "%PROPERTIES%" "%MAVEN%"
  if errorlevel 1 exit /b 1
)

"%MAVEN%\bin\mvn.cmd" %*
