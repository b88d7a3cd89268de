resource iotApp 'Microsoft.IoTCentral/iotApps@2021-11-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    networkRuleSets: {
      defaultAction: 'Deny'
    }
  }
}
